package io.kuayu.encoders.onnx;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The files of an encoder, on the class path or in a folder. */
sealed interface EncoderFiles {
  /** Whether both files are there. */
  boolean present();

  /** The graph with its numbers, in ONNX. */
  byte[] model();

  /** The tokenizer in the JSON of Hugging Face's tokenizers. */
  byte[] tokenizer();

  /** Start of the SHA-256 of both files. */
  static String fingerprint(byte[] model, byte[] tokenizer) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(model);
      digest.update(tokenizer);
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Files in an artefact on the class path.
   *
   * @param stem the file names without {@code .onnx} and {@code -tokenizer.json}
   * @param coordinates the artefact in Maven's notation
   */
  record OnClassPath(String stem, String coordinates) implements EncoderFiles {
    @Override
    public boolean present() {
      return loader().getResource(stem + ".onnx") != null;
    }

    @Override
    public byte[] model() {
      return read(stem + ".onnx");
    }

    @Override
    public byte[] tokenizer() {
      return read(stem + "-tokenizer.json");
    }

    private byte[] read(String file) {
      try (InputStream in = loader().getResourceAsStream(file)) {
        if (in == null) {
          throw new KuayuException(
              ErrorCode.ENCODER_MISSING,
              "the weights " + file + " are not on the class path",
              "add the artefact " + coordinates + " (without its transitive dependencies)");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + file + " from the class path", e);
      }
    }

    private static ClassLoader loader() {
      ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
      return ofThread == null ? EncoderFiles.class.getClassLoader() : ofThread;
    }
  }

  /** A folder of the user's own. */
  record InFolder(Path folder) implements EncoderFiles {
    static final String MODEL = "model.onnx";
    static final String TOKENIZER = "tokenizer.json";

    @Override
    public boolean present() {
      return Files.isReadable(folder.resolve(MODEL)) && Files.isReadable(folder.resolve(TOKENIZER));
    }

    @Override
    public byte[] model() {
      return read(MODEL);
    }

    @Override
    public byte[] tokenizer() {
      return read(TOKENIZER);
    }

    private byte[] read(String file) {
      try {
        return Files.readAllBytes(folder.resolve(file));
      } catch (IOException e) {
        throw new KuayuException(
            ErrorCode.ENCODER_UNREADABLE,
            "cannot read the encoder's file " + folder.resolve(file) + ": " + e.getMessage(),
            "name a folder that holds " + MODEL + " and " + TOKENIZER,
            e);
      }
    }
  }
}
