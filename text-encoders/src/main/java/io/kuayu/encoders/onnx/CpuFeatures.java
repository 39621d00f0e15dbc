package io.kuayu.encoders.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * What the system tells of this machine's processor. Nothing is measured, so that the same machine
 * always chooses the same encoder.
 */
final class CpuFeatures {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  /** Instructions that add up products of bytes, as Linux names them on Intel, AMD and ARM. */
  private static final Set<String> BYTE_PRODUCTS =
      Set.of("avx512_vnni", "avx_vnni", "amx_int8", "asimddp", "i8mm");

  private CpuFeatures() {}

  /** Whether it is known to lack dot products of bytes; false where that cannot be told. */
  static boolean lacksByteProducts() {
    if (!Files.isReadable(LINUX)) {
      return false;
    }
    try {
      return lacksByteProducts(Files.readString(LINUX));
    } catch (IOException e) {
      return false;
    }
  }

  static boolean lacksByteProducts(String description) {
    Set<String> words = new HashSet<>(Arrays.asList(description.split("\\s+")));
    boolean tellsFeatures = words.contains("flags") || words.contains("Features");
    words.retainAll(BYTE_PRODUCTS);
    return tellsFeatures && words.isEmpty();
  }
}
