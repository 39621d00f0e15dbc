package io.kuayu.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Model;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final Provenance PROVENANCE =
      new Provenance(
          "abc", "leave-one-out", 42, Map.of("a.b", "1"), Map.of("ndcg@10", .1), Map.of(), 1.5);

  @TempDir Path models;

  private Model popularity() {
    return ModelFamilies.trainer("popularity")
        .trainer(Settings.empty())
        .train(Sample.data(1, 30), TrainingRun.quiet(1, models));
  }

  private static float[] scores(Model model) {
    float[] scores = new float[model.catalogue().ordinals(0).length];
    model.score(new Context(new int[0], new long[0], Sample.START), 0, scores);
    return scores;
  }

  @Test
  void loadsWhatWasWritten() {
    Model model = popularity();
    Path directory = Bundle.write(models, "popularity", model, PROVENANCE);
    Bundle bundle = Bundle.open(models, "popularity");
    assertThat(bundle.directory()).isEqualTo(directory);
    assertThat(bundle.manifest().family()).isEqualTo("popularity");
    assertThat(bundle.manifest().configuration()).containsEntry("a.b", "1");
    assertThat(bundle.manifest().metrics()).containsEntry("ndcg@10", .1);
    assertThat(bundle.catalogue().items()).isEqualTo(model.catalogue().items());
    assertThat(scores(bundle.load())).isEqualTo(scores(model));
  }

  @Test
  void servesAnExtensionOfItsCatalogueAndNoOther() {
    Model model = popularity();
    Bundle.write(models, "popularity", model, PROVENANCE);
    Bundle bundle = Bundle.open(models, "popularity");
    Catalogue extended = model.catalogue().with(List.of(Sample.item("books", 99)));
    float[] scores = scores(bundle.load(extended));
    assertThat(scores).hasSize(Sample.ITEMS_PER_DOMAIN + 1).endsWith(0f);
    Catalogue other = Catalogue.of(List.of("books", "games"), List.of(Sample.item("books", 99)));
    assertThatThrownBy(() -> bundle.load(other))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("another catalogue");
  }

  @Test
  void everyVersionStandsApartAndTheNewestIsCurrent() throws IOException {
    Path first = Bundle.write(models, "popularity", popularity(), PROVENANCE);
    Path second = Bundle.write(models, "popularity", popularity(), PROVENANCE);
    assertThat(first.getFileName().toString()).isLessThan(second.getFileName().toString());
    assertThat(Bundle.open(models, "popularity").directory()).isEqualTo(second);
    assertThat(Bundle.at(first).load()).isNotNull();
  }

  @Test
  void cleansWhatADeadWriterLeft() throws IOException {
    Path leftover = models.resolve("popularity/.writing-20200101T000000.000000000Z/x");
    Files.createDirectories(leftover);
    Bundle.write(models, "popularity", popularity(), PROVENANCE);
    try (Stream<Path> entries = Files.list(models.resolve("popularity"))) {
      assertThat(entries.filter(entry -> entry.getFileName().toString().startsWith(".writing")))
          .isEmpty();
    }
  }

  @Test
  void refusesADamagedBundleWithARemedy() throws IOException {
    Path directory = Bundle.write(models, "popularity", popularity(), PROVENANCE);
    Path tensors = directory.resolve(Bundle.TENSORS);
    byte[] content = Files.readAllBytes(tensors);
    byte[] changed = content.clone();
    changed[changed.length - 1] ^= 1;
    Files.write(tensors, changed);
    assertRefused("checksum");
    Files.write(tensors, java.util.Arrays.copyOf(content, content.length - 1));
    assertRefused("bytes instead of");
    Files.delete(tensors);
    assertRefused("cannot be read");
    Path manifest = directory.resolve(Manifest.FILE);
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 9"));
    assertRefused("format 9");
    Files.writeString(manifest, "{\"format\":1}");
    assertRefused("no manifest");
  }

  private void assertRefused(String words) {
    assertThatThrownBy(() -> Bundle.open(models, "popularity").load())
        .isInstanceOfSatisfying(KuayuException.class, e -> assertThat(e.remedy()).isNotBlank())
        .hasMessageContaining(words);
  }

  @Test
  void tellsWhatToDoWithoutAModel() {
    assertThatThrownBy(() -> Bundle.open(models, "ease"))
        .hasMessageContaining("no trained model 'ease'");
    assertThatThrownBy(() -> Bundle.open(models, "../ease"))
        .hasMessageContaining("cannot name a model");
  }
}
