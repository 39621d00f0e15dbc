package io.kuayu.training;

import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Identifies a training by everything that determines its result, so that it resumes only from its
 * own checkpoint.
 */
public final class TrainingFingerprint {
  private TrainingFingerprint() {}

  /**
   * The options of a family that reads contents, written out.
   *
   * @param width of the content vectors
   * @param start fingerprint of the weights that the training starts from
   */
  public static String options(
      Object settings, ContentSettings contents, int width, Optional<Integer> start) {
    return settings + " " + contents + " " + width + start.map(hash -> " from " + hash).orElse("");
  }

  /**
   * A short name of it, the same in every process.
   *
   * @param options all options of the family, written out
   */
  static String of(String options, TrainingData data, TrainingRun run) {
    MessageDigest digest = sha256();
    text(digest, options + run.seed() + run.threads());
    for (Item item : data.catalogue().items()) {
      text(digest, item.key().toString());
      text(digest, item.text());
      item.media().forEach(content -> text(digest, content.toString()));
    }
    Interactions interactions = data.interactions();
    ByteBuffer event = ByteBuffer.allocate(4 * Integer.BYTES + Long.BYTES);
    for (int user = 0; user < interactions.users(); user++) {
      for (int index = interactions.begin(user); index < interactions.end(user); index++) {
        event.clear();
        event.putInt(user).putInt(interactions.item(index));
        event.putLong(interactions.timestamp(index)).putInt(interactions.part(index).code());
        event.putFloat(interactions.value(index));
        digest.update(event.flip());
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
