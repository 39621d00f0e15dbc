package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.corpus.storage.CorpusFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A corpus belongs to its project, wherever that lies. */
final class ProjectFolderTest {
  @TempDir private Path folder;

  @Test
  void aCopiedProjectKeepsItsCorpus() throws IOException {
    Path original = Files.createDirectories(folder.resolve("original"));
    Configuration configuration = project(original);
    Corpus corpus = configuration.corpus();
    Path copy = folder.resolve("elsewhere/copy");
    copy(original, copy);
    Configuration copied = shop(copy);
    assertThat(Corpus.isCurrent(copied.settings(), copied.workdir())).isTrue();
    // What is prepared there anew is the same corpus too.
    assertThat(copied.corpus().manifest().fingerprint()).isEqualTo(corpus.manifest().fingerprint());
    Files.writeString(copy.resolve("data/e.csv"), "user,item,timestamp\nb,x,1400000000\n");
    assertThat(Corpus.isCurrent(copied.settings(), copied.workdir())).isFalse();
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
  }

  @Test
  void aFileThatWasTouchedIsTheSame() throws IOException {
    Configuration configuration = project(folder);
    var _ = configuration.prepare();
    Path file = folder.resolve("data/e.csv");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_500_000_000_000L));
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
    Files.delete(file);
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
  }

  /** Those of the first edition name files by their full paths, with size and date. */
  @Test
  void olderManifestsStayCurrent() throws IOException {
    Configuration configuration = project(folder);
    var _ = configuration.prepare();
    Path manifest = folder.resolve("work/corpus/manifest.json");
    Path file = folder.resolve("data/e.csv");
    String older =
        Files.readString(manifest)
            .replace("\"path\" : \"data/e.csv\"", "\"path\" : \"" + file + "\"")
            .replace("\"name\" : \"data/e.csv\"", "\"path\" : \"" + file + "\"")
            .replaceFirst(
                "\"fingerprint\" : (\"\\w+\"),\\s*\"stamp\" : \"[^\"]*\"",
                "\"bytes\" : 1, \"modified\" : 1, \"sha256\" : $1");
    assertThat(older).contains("\"sha256\"").doesNotContain("\"data/e.csv\"", "\"stamp\"");
    Files.writeString(manifest, older);
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
    assertThat(Corpus.open(configuration.workdir()).interactions().events()).isEqualTo(1);
  }

  @Test
  void aManifestOfAnotherVersionIsRefusedWithARemedy() throws IOException {
    Configuration configuration = project(folder);
    var _ = configuration.prepare();
    Path manifest = folder.resolve("work/corpus/manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"version\" : 1", "\"version\" : 99"));
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
    assertThatThrownBy(CorpusFiles.of(configuration.workdir())::manifest)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("it is of version 99")
        .satisfies(e -> assertThat(((KuayuException) e).remedy()).contains("kuayu prepare"));
  }

  private static Configuration project(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    return shop(folder).file("data/e.csv", "user,item,timestamp\na,x,1400000000\n");
  }

  private static Configuration shop(Path folder) {
    return new Configuration(folder).with("domains.shop.events.path", "data/e.csv");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
