package io.kuayu.encoders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderTest {
  private static Content content(ContentSource source) {
    return new Content(Modality.TEXT, source);
  }

  @Test
  void aTextIsTheSameWhereverItIs(@TempDir Path folder) throws IOException {
    String text = "Green tea 绿茶";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("text"), bytes);
    Content inline = Content.text(text);
    for (ContentSource source :
        List.of(
            inline.source(),
            new ContentSource.InlineBytes(bytes),
            new ContentSource.FileContent(file),
            new ContentSource.UriContent(file.toUri()))) {
      assertThat(ContentReader.text(content(source))).isEqualTo(text);
      assertThat(ContentHash.of(content(source))).isEqualTo(ContentHash.of(inline));
    }
  }

  @Test
  void nothingIsFetched(@TempDir Path folder) {
    for (String address : List.of("https://example.org/tea.jpg", "tea.jpg", "file://host/tea")) {
      assertThatThrownBy(
              () -> ContentReader.bytes(content(new ContentSource.UriContent(URI.create(address)))))
          .as(address)
          .isInstanceOfSatisfying(
              KuayuException.class, e -> assertThat(e.remedy()).contains("download it"));
    }
    assertThatThrownBy(() -> ContentReader.bytes(content(new ContentSource.FileContent(folder))))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("cannot read the content");
  }

  @Test
  void aFileThatChangedSinceItsDigestWasTakenIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("tea"), "tea");
    String digest = "a9f74d1ec36ebdeb2da3f6e5868090cd2a2d20b3dcca7b62f60304b1d3d9ef42";
    Content known = content(new ContentSource.FileContent(file, digest));
    assertThat(ContentReader.text(known)).isEqualTo("tea");
    assertThat(ContentHash.of(known)).isEqualTo(ContentHash.of("tea"));

    Files.writeString(file, "coffee");

    assertThat(ContentHash.of(known)).isEqualTo(ContentHash.of("tea"));
    assertThatThrownBy(() -> ContentReader.bytes(known))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("has changed since");
  }
}
