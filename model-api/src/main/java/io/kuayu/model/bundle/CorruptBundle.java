package io.kuayu.model.bundle;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.nio.file.Path;

/** Failures of a bundle whose content does not match its description. */
final class CorruptBundle {
  static final String TRAIN_AGAIN = "train the model again, or restore the bundle from a copy";

  private CorruptBundle() {}

  static KuayuException in(Path file, String what) {
    return new KuayuException(ErrorCode.BUNDLE_DAMAGED, file + ": " + what, TRAIN_AGAIN);
  }

  static KuayuException in(Path file, String what, Exception cause) {
    return new KuayuException(ErrorCode.BUNDLE_DAMAGED, file + ": " + what, TRAIN_AGAIN, cause);
  }
}
