package io.kuayu.corpus.format;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** How a file is packed, told by its first bytes and not by its name. */
public enum Compression {
  NONE("none", ""),
  GZIP("gzip", ".gz"),
  ZSTD("zstd", ".zst");

  private final String duckDbName;
  private final String extension;

  Compression(String duckDbName, String extension) {
    this.duckDbName = duckDbName;
    this.extension = extension;
  }

  /** Looks at the first bytes of a file. */
  public static Compression of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(4);
      if (magic.length >= 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b) {
        return GZIP;
      }
      boolean zstd =
          magic.length == 4
              && magic[0] == (byte) 0x28
              && magic[1] == (byte) 0xb5
              && magic[2] == (byte) 0x2f
              && magic[3] == (byte) 0xfd;
      return zstd ? ZSTD : NONE;
    }
  }

  String duckDbName() {
    return duckDbName;
  }

  /** The bytes of a file, unpacked. */
  public InputStream open(Path file) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 18);
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(in, 1 << 18);
      case ZSTD -> new ZstdInputStream(in);
    };
  }

  /** The name of a file in lower case, without the extension of its packing. */
  public String plainName(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return !extension.isEmpty() && name.endsWith(extension)
        ? name.substring(0, name.length() - extension.length())
        : name;
  }
}
