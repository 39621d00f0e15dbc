package io.kuayu.model.bundle;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.Item;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A trained model on disk: {@code models/NAME/VERSION/} and a pointer {@code CURRENT} to the
 * current version.
 *
 * <p>A bundle is written to a temporary folder and moved into place when complete, so a reader sees
 * a complete bundle or none, even if the writer is killed. Reading rejects any mismatch with a
 * remedy: the format, a file's size or checksum, a tensor's position, or a different catalogue.
 */
public final class Bundle {
  /** The note of a model that learnt from every event, so that no event is left to measure it. */
  public static final String FINAL = "final";

  /** The note of a final model that names the version whose training chose for it. */
  public static final String CHOSEN_BY = "chosenBy";

  static final String CURRENT = "CURRENT";
  static final String TENSORS = "model.safetensors";
  static final String CATALOGUE = "catalogue.parquet";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
  private static final Pattern VERSION = Pattern.compile("[0-9]{8}T[0-9]{6}[.][0-9]{9}Z");

  private final Path directory;
  private final Manifest manifest;

  private Bundle(Path directory, Manifest manifest) {
    this.directory = directory;
    this.manifest = manifest;
  }

  /**
   * Saves a model as the new current version of a name.
   *
   * @param modelsDirectory the folder of all bundles
   * @param name of the model, in lower case, digits, dots and hyphens
   * @return the bundle's own folder
   * @throws KuayuException if it cannot be written; the previous current version remains
   */
  public static Path write(Path modelsDirectory, String name, Model model, Provenance provenance) {
    return new BundleWriter(folder(modelsDirectory, name), name).write(model, provenance);
  }

  /**
   * Opens the current version of a model.
   *
   * @throws KuayuException if there is none or its manifest cannot be used
   */
  public static Bundle open(Path modelsDirectory, String name) {
    Path folder = folder(modelsDirectory, name);
    Path pointer = folder.resolve(CURRENT);
    if (!Files.exists(pointer)) {
      throw new KuayuException(
          ErrorCode.MODEL_NOT_TRAINED,
          "there is no trained model '" + name + "' in " + modelsDirectory,
          "train it first: kuayu train --model " + name);
    }
    String version;
    try {
      version = Files.readString(pointer).strip();
    } catch (IOException e) {
      throw CorruptBundle.in(pointer, "cannot be read: " + e);
    }
    if (!VERSION.matcher(version).matches()) {
      throw CorruptBundle.in(pointer, "names no version");
    }
    return at(folder.resolve(version));
  }

  /** Opens the bundle in that folder. */
  public static Bundle at(Path directory) {
    return new Bundle(directory, Manifest.read(directory));
  }

  /**
   * Opens the bundle at a path given by the user: a bundle's own folder, or the folder of a model,
   * for its current version.
   *
   * @throws KuayuException where there is none
   */
  public static Bundle named(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    Path parent = whole.getParent();
    if (Files.exists(whole.resolve(Manifest.FILE))) {
      return at(whole);
    }
    if (parent == null || !Files.exists(whole.resolve(CURRENT))) {
      throw new KuayuException(
          ErrorCode.BUNDLE_MISSING,
          "there is no bundle in " + folder,
          "name a model's folder, such as work/models/blend, or one of its versions");
    }
    return open(parent, String.valueOf(whole.getFileName()));
  }

  /**
   * Deletes every version of a model except the current one, so that no version contains unlearnt
   * data.
   *
   * @return how many were deleted
   */
  public static int prune(Path modelsDirectory, String name) {
    Path current = open(modelsDirectory, name).directory();
    int deleted = 0;
    try (Stream<Path> entries = Files.list(folder(modelsDirectory, name))) {
      for (Path version : entries.toList()) {
        if (VERSION.matcher(String.valueOf(version.getFileName())).matches()
            && !version.equals(current)) {
          DurableFiles.deleteTree(version);
          deleted++;
        }
      }
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.BUNDLE_UNWRITABLE,
          "old versions of '" + name + "' cannot be deleted: " + e,
          "delete the folders beside " + current,
          e);
    }
    return deleted;
  }

  /** Whether a model of that name was trained. */
  public static boolean exists(Path modelsDirectory, String name) {
    return Files.exists(folder(modelsDirectory, name).resolve(CURRENT));
  }

  private static Path folder(Path modelsDirectory, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new KuayuException(
          ErrorCode.INVALID_MODEL_NAME,
          "'" + name + "' cannot name a model",
          "use lower-case letters, digits, dots and hyphens, at most 100");
    }
    return modelsDirectory.resolve(name);
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Whether the model learnt from every event, those of the test part too. */
  public boolean isFinal() {
    return manifest.notes().containsKey(FINAL);
  }

  /** The bundle that chose for this final one; empty where there is none any more. */
  public Optional<Bundle> chosenBy() {
    return Optional.ofNullable(manifest.notes().get(CHOSEN_BY))
        .filter(version -> VERSION.matcher(version).matches())
        .map(directory::resolveSibling)
        .filter(folder -> Files.exists(folder.resolve(Manifest.FILE)))
        .map(Bundle::at);
  }

  /** The bundle's folder. */
  public Path directory() {
    return directory;
  }

  /** The catalogue that the model was trained on. */
  public Catalogue catalogue() {
    return CatalogueFile.read(checked(CATALOGUE), manifest.domains());
  }

  /** The model, over its own catalogue. */
  public Model load() {
    return read(catalogue());
  }

  /**
   * The model over the catalogue that it was trained on; the catalogue is not read again.
   *
   * @param trained of the corpus whose fingerprint the manifest names
   */
  public Model loadTrained(Catalogue trained) {
    return read(trained);
  }

  /**
   * The model over its own catalogue extended by later items.
   *
   * @param extended the training catalogue, or one made from it by {@link Catalogue#with}
   * @throws KuayuException if the first items are not those of the training
   */
  public Model load(Catalogue extended) {
    Catalogue own = catalogue();
    boolean fits =
        extended.size() >= own.size()
            && extended.domains().size() >= own.domains().size()
            && extended.domains().subList(0, own.domains().size()).equals(own.domains());
    for (int ordinal = 0; fits && ordinal < own.size(); ordinal++) {
      fits = own.item(ordinal).key().equals(extended.item(ordinal).key());
    }
    if (!fits) {
      throw new KuayuException(
          ErrorCode.CATALOGUE_MISMATCH,
          directory + ": the model was trained on another catalogue",
          "train the model again on the data that are prepared now");
    }
    return read(extended);
  }

  /**
   * The model over an arbitrary catalogue. Known items are matched by key. Other items, and domains
   * that the model never saw, are represented by their text, like later items.
   *
   * @param other the catalogue of the answers
   */
  public Model loadOver(Catalogue other) {
    Catalogue own = catalogue();
    List<Item> more =
        other.items().stream().filter(item -> own.ordinal(item.key()).isEmpty()).toList();
    return new RemappedModel(other, read(own.with(more)));
  }

  private Model read(Catalogue catalogue) {
    Path tensors = checked(TENSORS);
    try (Arena arena = Arena.ofConfined()) {
      return ModelFamilies.named(manifest.family())
          .load(TensorFileReader.open(tensors, arena), catalogue);
    } catch (IndexOutOfBoundsException
        | NegativeArraySizeException
        | ArithmeticException
        | IllegalArgumentException e) {
      throw CorruptBundle.in(tensors, "has tensors that do not fit their model", e);
    }
  }

  private Path checked(String name) {
    Path file = directory.resolve(name);
    Manifest.Stored stored = manifest.files().get(name);
    if (stored == null) {
      throw CorruptBundle.in(file, "is not listed in the manifest");
    }
    try {
      if (Files.size(file) != stored.bytes()) {
        throw CorruptBundle.in(
            file, "has " + Files.size(file) + " bytes instead of " + stored.bytes());
      }
      if (!DurableFiles.sha256(file).equals(stored.sha256())) {
        throw CorruptBundle.in(file, "does not fit its checksum");
      }
    } catch (IOException e) {
      throw CorruptBundle.in(file, "cannot be read: " + e);
    }
    return file;
  }

  /** The files of a bundle that the manifest lists, in a fixed order. */
  static Map<String, Manifest.Stored> vouched(Path directory) throws IOException {
    return Map.of(
        TENSORS, stored(directory.resolve(TENSORS)),
        CATALOGUE, stored(directory.resolve(CATALOGUE)));
  }

  private static Manifest.Stored stored(Path file) throws IOException {
    return new Manifest.Stored(Files.size(file), DurableFiles.sha256(file));
  }
}
