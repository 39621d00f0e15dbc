package io.kuayu.encoders.onnx;

import io.kuayu.core.Catalogue;
import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.NameSuggestion;
import io.kuayu.encoders.EncoderDescription;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.TextEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Every sentence encoder there is, and how one is opened; a new one is one entry here.
 *
 * <p>The artefact of this package carries the quantised weights of {@code minilm} and {@code
 * bge-small-zh}; the others need the artefact that {@link EncoderDescription#coordinates} names.
 */
final class TextEncoders {
  private static final String BETA = "1.19.0-beta29";
  private static final String LAST = "0.36.2";
  private static final String BGE_QUERY =
      "Represent this sentence for searching relevant passages: ";
  private static final String BGE_QUERY_ZH = "为这个句子生成表示以用于检索相关文章：";

  private static final EncoderKind MINILM =
      new EncoderKind(
          "minilm",
          "all-MiniLM-L6-v2: English, small and fast",
          "Apache-2.0",
          Pooling.MEAN,
          EncoderKind.Prefixes.NONE,
          false,
          weights("all-minilm-l6-v2", "all-minilm-l6-v2", BETA),
          weights("all-minilm-l6-v2-q", "all-minilm-l6-v2-q", BETA));
  private static final EncoderKind BGE_SMALL_ZH =
      new EncoderKind(
          "bge-small-zh",
          "bge-small-zh-v1.5: Chinese",
          "MIT",
          Pooling.FIRST,
          new EncoderKind.Prefixes("", BGE_QUERY_ZH, ""),
          true,
          weights("bge-small-zh-v1.5", "bge-small-zh-v15", LAST),
          weights("bge-small-zh-v1.5-q", "bge-small-zh-v15-q", LAST));
  private static final EncoderKind BGE_SMALL_EN =
      new EncoderKind(
          "bge-small-en",
          "bge-small-en-v1.5: English, twice the layers of minilm",
          "MIT",
          Pooling.FIRST,
          new EncoderKind.Prefixes("", BGE_QUERY, ""),
          false,
          weights("bge-small-en-v1.5", "bge-small-en-v15", LAST),
          weights("bge-small-en-v1.5-q", "bge-small-en-v15-q", LAST));
  private static final EncoderKind E5_SMALL =
      new EncoderKind(
          "e5-small",
          "e5-small-v2: English, for questions and answers",
          "MIT",
          Pooling.MEAN,
          new EncoderKind.Prefixes("query: ", "query: ", "passage: "),
          false,
          weights("e5-small-v2", "e5-small-v2", LAST),
          weights("e5-small-v2-q", "e5-small-v2-q", LAST));

  private static final List<EncoderKind> ALL =
      List.of(MINILM, BGE_SMALL_ZH, BGE_SMALL_EN, E5_SMALL);

  private TextEncoders() {}

  /** What there is, the default first. */
  static List<EncoderDescription> all() {
    return ALL.stream()
        .map(
            kind ->
                new EncoderDescription(
                    kind.name(),
                    kind.description(),
                    kind.licence(),
                    kind.int8().present() || kind.fp32().present(),
                    ((EncoderFiles.OnClassPath) kind.int8()).coordinates()))
        .toList();
  }

  /**
   * Opens the encoder that the options ask for.
   *
   * @param catalogue whose language chooses, where the options name no encoder
   * @param threads how many cores to use
   * @throws KuayuException where it does not exist or its weights are absent
   */
  static TextEncoder open(EncoderOptions options, Catalogue catalogue, int threads) {
    EncoderKind kind =
        options.name().equals(EncoderOptions.AUTO)
            ? (ChineseShare.isChinese(catalogue) ? BGE_SMALL_ZH : MINILM)
            : named(options.name());
    return OnnxTextEncoder.open(
        kind, precision(kind, options.precision()), options.maxTokens(), threads);
  }

  /**
   * Opens an encoder.
   *
   * @param precision not {@link Precision#AUTO}
   * @throws KuayuException where it does not exist or its weights are absent
   */
  static TextEncoder open(String name, Precision precision, int maxTokens, int threads) {
    return OnnxTextEncoder.open(named(name), precision, maxTokens, threads);
  }

  /** Whether there is such a registered encoder or such a folder. */
  static boolean offers(String name) {
    return ALL.stream().anyMatch(kind -> kind.name().equals(name))
        || Files.isDirectory(Path.of(name));
  }

  private static Precision precision(EncoderKind kind, Precision requested) {
    if (requested != Precision.AUTO) {
      return requested;
    }
    boolean exactOnly = !kind.int8().present() && kind.fp32().present();
    boolean slowBytes = kind.fp32().present() && CpuFeatures.lacksByteProducts();
    return exactOnly || slowBytes ? Precision.FP32 : Precision.INT8;
  }

  private static EncoderKind named(String name) {
    for (EncoderKind kind : ALL) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    if (Files.isDirectory(Path.of(name))) {
      return EncoderFolder.in(Path.of(name));
    }
    List<String> names = ALL.stream().map(EncoderKind::name).toList();
    throw new KuayuException(
        ErrorCode.UNKNOWN_ENCODER,
        "there is no encoder '" + name + "'",
        NameSuggestion.to(name, names).map(near -> "did you mean '" + near + "'? ").orElse("")
            + "choose among "
            + String.join(", ", names)
            + ", or name a folder that holds model.onnx and tokenizer.json");
  }

  private static EncoderFiles weights(String stem, String artefact, String version) {
    return new EncoderFiles.OnClassPath(
        stem, "dev.langchain4j:langchain4j-embeddings-" + artefact + ":" + version);
  }
}
