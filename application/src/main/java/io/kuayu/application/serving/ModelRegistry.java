package io.kuayu.application.serving;

import io.kuayu.core.Catalogue;
import io.kuayu.core.KuayuException;
import io.kuayu.engine.live.LiveEngine;
import io.kuayu.model.bundle.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The bundles in a folder {@code NAME/VERSION/}. */
public final class ModelRegistry {
  private static final String MANIFEST = "manifest.json";

  private final Path folder;
  private final LiveEngine engine;
  private final Catalogue catalogue;
  private final String fingerprint;

  /**
   * @param folder of all bundles
   * @param catalogue of the corpus, shared by the models that were trained on it
   * @param fingerprint of the corpus
   */
  public ModelRegistry(Path folder, LiveEngine engine, Catalogue catalogue, String fingerprint) {
    this.folder = folder;
    this.engine = engine;
    this.catalogue = catalogue;
    this.fingerprint = fingerprint;
  }

  /** All whole bundles, by name and then version. */
  public List<Bundle> all() {
    List<Bundle> bundles = new ArrayList<>();
    for (Path name : folders(folder)) {
      for (Path version : folders(name)) {
        if (Files.exists(version.resolve(MANIFEST))) {
          open(version).ifPresent(bundles::add);
        }
      }
    }
    return List.copyOf(bundles);
  }

  /** The bundle of that name and version, the current version where none is given. */
  public Optional<Bundle> find(String name, Optional<String> version) {
    List<Bundle> named =
        all().stream().filter(bundle -> bundle.manifest().name().equals(name)).toList();
    if (version.isEmpty() && !named.isEmpty()) {
      return Optional.of(Bundle.open(folder, name));
    }
    return named.stream()
        .filter(bundle -> version.equals(Optional.of(bundle.manifest().version())))
        .findFirst();
  }

  /** The bundles of these names, as {@code NAME/VERSION}. */
  public List<String> versions(Collection<String> names) {
    return all().stream()
        .map(Bundle::manifest)
        .filter(manifest -> names.contains(manifest.name()))
        .map(manifest -> manifest.name() + "/" + manifest.version())
        .toList();
  }

  /** The names of all bundles. */
  public List<String> names() {
    return all().stream().map(bundle -> bundle.manifest().name()).distinct().toList();
  }

  /**
   * Answers with the current version of the active model where it is among these.
   *
   * @param names of models that were counted again
   */
  public void reactivate(Collection<String> names) {
    if (!engine.isReady()) {
      return;
    }
    String active = engine.model();
    names.stream()
        .flatMap(name -> find(name, Optional.empty()).stream())
        .filter(bundle -> active.startsWith(bundle.manifest().family() + "/"))
        .findFirst()
        .ifPresent(this::activate);
  }

  /** Answers with that bundle from now on. */
  public void activate(Bundle bundle) {
    boolean isOfThisCorpus = bundle.manifest().corpusFingerprint().equals(fingerprint);
    engine.activate(
        isOfThisCorpus ? bundle.loadTrained(catalogue) : bundle.load(),
        bundle.manifest().family() + "/" + bundle.manifest().version());
  }

  private static Optional<Bundle> open(Path version) {
    try {
      return Optional.of(Bundle.at(version));
    } catch (KuayuException e) {
      // A damaged bundle cannot answer, so it is not listed.
      return Optional.empty();
    }
  }

  private static List<Path> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
