package io.kuayu.core.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentLinesTest {
  @Test
  void everySourceIsReadAsItWasWritten() {
    List<Content> contents =
        List.of(
            Content.text("two\nlines of 茶"),
            new Content(Modality.IMAGE, new ContentSource.InlineBytes(new byte[] {1, -1, 0})),
            new Content(
                Modality.IMAGE,
                new ContentSource.FileContent(Path.of("a picture.jpg").toAbsolutePath())),
            new Content(
                Modality.IMAGE,
                new ContentSource.FileContent(
                    Path.of("a picture #1.jpg").toAbsolutePath(), "0123456789abcdef".repeat(4))),
            new Content(
                Modality.AUDIO,
                new ContentSource.UriContent(URI.create("https://example.org/a.mp3?x=%20"))));
    assertThat(ContentLines.read(ContentLines.write(contents))).isEqualTo(contents);
    assertThat(ContentLines.write(contents).lines()).hasSize(5);
    assertThat(ContentLines.read(ContentLines.write(List.of()))).isEmpty();
  }

  @Test
  void damagedLinesAreRefused() {
    for (String line :
        List.of(
            "image",
            "smell data:;base64,AAAA",
            "image data:;base64,?",
            "image :",
            "image file:///a#sha256=AB")) {
      assertThatThrownBy(() -> ContentLines.read(line))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
