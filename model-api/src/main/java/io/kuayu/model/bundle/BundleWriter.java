package io.kuayu.model.bundle;

import io.kuayu.core.CatalogueWriter;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Writes one version of one model. A lock on the model's folder admits one writer at a time across
 * all processes. Temporary files found while the lock is held were left by a dead writer.
 */
final class BundleWriter {
  private static final Object ONE_IN_THIS_PROCESS = new Object();
  private static final String ASIDE = ".writing-";
  private static final DateTimeFormatter VERSION =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.nnnnnnnnn'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Path folder;
  private final String name;

  BundleWriter(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  Path write(Model model, Provenance provenance) {
    synchronized (ONE_IN_THIS_PROCESS) {
      try {
        Files.createDirectories(folder);
        try (FileChannel lock =
                FileChannel.open(
                    folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var _ = lock.lock()) {
          return writeAlone(model, provenance);
        }
      } catch (IOException e) {
        throw new KuayuException(
            ErrorCode.BUNDLE_UNWRITABLE,
            "cannot keep the model in " + folder + ": " + reason(e),
            "see that the disk has room and the folder may be written, then train again",
            e);
      }
    }
  }

  private Path writeAlone(Model model, Provenance provenance) throws IOException {
    for (Path leftover : entries(ASIDE)) {
      DurableFiles.deleteTree(leftover);
    }
    Instant created = Clock.systemUTC().instant();
    String version = VERSION.format(created);
    while (Files.exists(folder.resolve(version))) {
      created = created.plusNanos(1);
      version = VERSION.format(created);
    }
    Path aside = Files.createDirectory(folder.resolve(ASIDE + version));
    try {
      fill(aside, model, provenance, version, created);
      Path target = folder.resolve(version);
      DurableFiles.move(aside, target);
      DurableFiles.replace(
          folder.resolve(Bundle.CURRENT), (version + "\n").getBytes(StandardCharsets.UTF_8));
      return target;
    } finally {
      DurableFiles.deleteTree(aside);
    }
  }

  private void fill(Path aside, Model model, Provenance provenance, String version, Instant created)
      throws IOException {
    TensorFileWriter tensors = new TensorFileWriter();
    model.save(tensors);
    tensors.write(aside.resolve(Bundle.TENSORS));
    catalogues().write(model.catalogue(), aside.resolve(Bundle.CATALOGUE));
    DurableFiles.sync(aside.resolve(Bundle.CATALOGUE));
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            model.family(),
            name,
            version,
            created.toString(),
            provenance.corpusFingerprint(),
            provenance.split(),
            provenance.seed(),
            provenance.configuration(),
            provenance.metrics(),
            provenance.notes(),
            provenance.trainSeconds(),
            environment(),
            model.catalogue().domains(),
            Bundle.vouched(aside));
    manifest.write(aside);
    ModelCard.write(manifest, aside);
    DurableFiles.sync(aside);
  }

  private static CatalogueWriter catalogues() {
    return ServiceLoader.load(CatalogueWriter.class)
        .findFirst()
        .orElseThrow(
            () ->
                new KuayuException(
                    ErrorCode.CATALOGUE_WRITER_MISSING,
                    "nothing on the class path writes catalogues",
                    "add kuayu-corpus to the application; only reading a bundle works without it"));
  }

  private List<Path> entries(String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(
        "kuayu",
        Objects.requireNonNullElse(
            BundleWriter.class.getPackage().getImplementationVersion(), "development"));
    environment.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
    environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    ModelFamilies.names().stream()
        .flatMap(family -> ModelFamilies.findTrainer(family).stream())
        .forEach(trainer -> environment.putAll(trainer.libraries()));
    return environment;
  }

  private static String reason(Exception e) {
    return e instanceof FileSystemException refused && refused.getReason() != null
        ? refused.getReason() + " (" + refused.getFile() + ")"
        : String.valueOf(e.getMessage());
  }
}
