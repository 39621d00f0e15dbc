package io.kuayu.encoders;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Opens the sources of contents. Nothing is ever fetched over the network. */
public final class ContentReader {
  /** A larger file is no content of an item, and would fill the memory. */
  private static final long MAX_BYTES = 64L << 20;

  private ContentReader() {}

  /**
   * The content as a text; bytes are read as UTF-8.
   *
   * @throws KuayuException as {@link #bytes} does
   */
  public static String text(Content content) {
    return content.source() instanceof ContentSource.InlineText inline
        ? inline.text()
        : new String(bytes(content), StandardCharsets.UTF_8);
  }

  /**
   * The bytes of a content; those of a text are UTF-8, those of a vector four a number.
   *
   * @throws KuayuException where its file cannot be read, is larger than 64 MiB or holds other
   *     bytes than the source says, or where its address is not that of a file
   */
  public static byte[] bytes(Content content) {
    return switch (content.source()) {
      case ContentSource.InlineText inline -> inline.text().getBytes(StandardCharsets.UTF_8);
      case ContentSource.InlineBytes inline -> inline.bytes();
      case ContentSource.InlineVector vector -> vector.bytes();
      case ContentSource.FileContent file -> read(file);
      case ContentSource.UriContent address ->
          read(new ContentSource.FileContent(local(address.uri())));
    };
  }

  private static Path local(URI uri) {
    try {
      if ("file".equals(uri.getScheme())) {
        return Path.of(uri);
      }
    } catch (IllegalArgumentException e) {
      throw notLocal(uri, e);
    }
    throw notLocal(uri, new IllegalArgumentException("the scheme is not file:"));
  }

  private static KuayuException notLocal(URI uri, Exception cause) {
    return new KuayuException(
        ErrorCode.CONTENT_UNREADABLE,
        "the content " + uri + " is no file of this machine",
        "download it beforehand and name the file: nothing is fetched while Kuayu runs",
        cause);
  }

  private static byte[] read(ContentSource.FileContent source) {
    Path file = source.path();
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        throw new IOException("it is no file of at most " + (MAX_BYTES >> 20) + " MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      if (!source.sha256().isEmpty() && !source.sha256().equals(sha256(bytes))) {
        throw new IOException("it has changed since 'kuayu prepare' read it");
      }
      return bytes;
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.CONTENT_UNREADABLE,
          "cannot read the content " + file + ": " + e.getMessage(),
          "name a readable file, or leave the content out; after a change run 'kuayu prepare'",
          e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
