package io.kuayu.core.content;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Contents as a text that files can hold: a line each, with the modality and a URI, such as {@code
 * image file:///pictures/tea.jpg#sha256=1b2c…}. What is in memory becomes a {@code data:} URI (RFC
 * 2397).
 */
public final class ContentLines {
  private static final String VECTOR = "data:application/x-float32;base64,";
  private static final String BYTES = "data:;base64,";
  private static final String DIGEST = "sha256=";
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final String TEXT = "data:text/plain;charset=UTF-8;base64,";

  private ContentLines() {}

  /** The lines of some contents; empty where there are none. */
  public static String write(List<Content> contents) {
    return contents.stream()
        .map(content -> content.modality().lowerCase() + " " + uri(content.source()))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Reads what {@link #write} wrote. A path is absolute then, and an address of the scheme {@code
   * file:} is a path.
   *
   * @throws IllegalArgumentException where it is damaged
   */
  public static List<Content> read(String lines) {
    return lines.lines().map(ContentLines::content).toList();
  }

  private static Content content(String line) {
    int blank = line.indexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("'" + line + "' is no modality and URI");
    }
    String modality = line.substring(0, blank).toUpperCase(Locale.ROOT);
    return new Content(Modality.valueOf(modality), source(line.substring(blank + 1)));
  }

  private static String uri(ContentSource source) {
    return switch (source) {
      case ContentSource.InlineText inline ->
          TEXT + base64(inline.text().getBytes(StandardCharsets.UTF_8));
      case ContentSource.InlineVector vector -> VECTOR + base64(vector.bytes());
      case ContentSource.InlineBytes inline -> BYTES + base64(inline.bytes());
      case ContentSource.FileContent file ->
          file.path().toUri() + (file.sha256().isEmpty() ? "" : "#" + DIGEST + file.sha256());
      case ContentSource.UriContent address -> address.uri().toString();
    };
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static ContentSource source(String uri) {
    if (uri.startsWith(TEXT)) {
      byte[] bytes = Base64.getDecoder().decode(uri.substring(TEXT.length()));
      return new ContentSource.InlineText(new String(bytes, StandardCharsets.UTF_8));
    }
    if (uri.startsWith(VECTOR)) {
      return ContentSource.InlineVector.of(
          Base64.getDecoder().decode(uri.substring(VECTOR.length())));
    }
    if (uri.startsWith(BYTES)) {
      return new ContentSource.InlineBytes(
          Base64.getDecoder().decode(uri.substring(BYTES.length())));
    }
    URI address = URI.create(uri);
    return "file".equals(address.getScheme())
        ? file(address)
        : new ContentSource.UriContent(address);
  }

  private static ContentSource file(URI address) {
    String fragment = address.getRawFragment();
    if (fragment == null) {
      return new ContentSource.FileContent(Path.of(address));
    }
    String digest = fragment.startsWith(DIGEST) ? fragment.substring(DIGEST.length()) : "";
    if (!SHA256.matcher(digest).matches()) {
      throw new IllegalArgumentException("'" + address + "' ends with no SHA-256");
    }
    String path = address.toString();
    return new ContentSource.FileContent(
        Path.of(URI.create(path.substring(0, path.indexOf('#')))), digest);
  }
}
