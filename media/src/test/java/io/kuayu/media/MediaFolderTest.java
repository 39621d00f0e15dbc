package io.kuayu.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.content.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaFolderTest {
  private static final MediaLimits LIMITS = MediaLimits.ofFiles(Modality.IMAGE).withBytes(10);

  @TempDir private Path folder;
  private MediaFolder media;

  @BeforeEach
  void makeFiles() throws IOException {
    Path root = Files.createDirectories(folder.resolve("shop/pictures"));
    Files.writeString(root.resolve("tea.jpg"), "tea");
    Files.writeString(root.resolve("large.jpg"), "eleven byte");
    Files.writeString(folder.resolve("secret"), "secret");
    Files.createSymbolicLink(root.resolve("leak.jpg"), folder.resolve("secret"));
    Files.createSymbolicLink(root.resolve("up"), folder);
    Files.createSymbolicLink(root.resolve("same.jpg"), root.resolve("tea.jpg"));
    media = new MediaFolder(folder.resolve("shop"));
  }

  private void refuses(String name, String why) {
    assertThatThrownBy(() -> media.read(name, LIMITS))
        .as(name)
        .isInstanceOf(InvalidMediaException.class)
        .hasMessageContaining(why);
  }

  @Test
  void namesStartAtTheFolder() throws InvalidMediaException {
    assertThat(media.read("pictures/tea.jpg", LIMITS)).hasSize(3);
    assertThat(media.read("pictures\\tea.jpg", LIMITS)).hasSize(3);
    assertThat(media.read("pictures/../pictures/tea.jpg", LIMITS)).hasSize(3);
    assertThat(media.read("pictures/same.jpg", LIMITS)).hasSize(3);
  }

  @Test
  void noNameLeadsOut() {
    refuses("../secret", "leads out of");
    refuses("pictures/../../secret", "leads out of");
    refuses("..\\secret", "leads out of");
    refuses(folder.resolve("secret").toString(), "an absolute path");
    refuses("https://example.org/tea.jpg", "an address");
    refuses("file:///etc/passwd", "an address");
    refuses("tea\0.jpg", "no path");
  }

  @Test
  void noSymbolicLinkLeadsOut() {
    refuses("pictures/leak.jpg", "leads out of");
    refuses("pictures/up/secret", "leads out of");
  }

  @Test
  void whatIsNoSmallFileIsRefused() {
    refuses("pictures/large.jpg", "11 bytes");
    refuses("pictures", "it is no file");
    refuses("pictures/coffee.jpg", "there is no such file");
  }
}
