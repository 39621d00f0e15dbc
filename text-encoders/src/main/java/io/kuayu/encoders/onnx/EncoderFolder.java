package io.kuayu.encoders.onnx;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An encoder in a folder, laid out as sentence-transformers exports it: {@code model.onnx}, {@code
 * tokenizer.json}, and in {@code 1_Pooling/config.json} how it pools (the mean, where that file is
 * absent).
 */
final class EncoderFolder {
  private EncoderFolder() {}

  static EncoderKind in(Path folder) {
    EncoderFiles weights = new EncoderFiles.InFolder(folder);
    if (!weights.present()) {
      throw new KuayuException(
          ErrorCode.ENCODER_MISSING,
          "the folder " + folder + " holds no readable encoder",
          "put model.onnx and tokenizer.json there, or name one of the built-in encoders");
    }
    return new EncoderKind(
        folder.toString(),
        "an encoder of your own",
        "as its maker says",
        pooling(folder.resolve("1_Pooling").resolve("config.json")),
        EncoderKind.Prefixes.NONE,
        false,
        weights,
        weights);
  }

  private static Pooling pooling(Path configuration) {
    if (!Files.exists(configuration)) {
      return Pooling.MEAN;
    }
    try {
      boolean first =
          new JsonMapper()
              .readTree(Files.readString(configuration))
              .path("pooling_mode_cls_token")
              .asBoolean(false);
      return first ? Pooling.FIRST : Pooling.MEAN;
    } catch (JacksonException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          configuration + " is no JSON",
          "export the encoder again, or remove the file to pool by the mean",
          e);
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.ENCODER_UNREADABLE,
          "cannot read " + configuration + ": " + e.getMessage(),
          "make it readable, or remove it to pool by the mean",
          e);
    }
  }
}
