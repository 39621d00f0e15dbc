package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.corpus.report.PreparationReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Items that name files of images and sounds. */
final class MediaColumnsTest {
  @TempDir private Path folder;
  private Configuration configuration;

  @BeforeEach
  void makeProject() throws IOException {
    Files.createDirectories(folder.resolve("data/pictures"));
    picture("tea.png", 0x10a010);
    picture("back.png", 0x801010);
    byte[] bomb = Files.readAllBytes(folder.resolve("data/pictures/tea.png"));
    ByteBuffer.wrap(bomb).putInt(16, 60_000).putInt(20, 60_000);
    Files.write(folder.resolve("data/pictures/bomb.png"), bomb);
    byte[] tea = Files.readAllBytes(folder.resolve("data/pictures/tea.png"));
    Files.write(folder.resolve("data/pictures/cut.png"), Arrays.copyOf(tea, tea.length / 2));
    Files.writeString(folder.resolve("data/pictures/page.png"), "<html>");
    Files.createSymbolicLink(
        folder.resolve("data/pictures/link.png"), Files.createFile(folder.resolve("secret")));
    configuration =
        new Configuration(folder)
            .file("data/e.csv", "user,item,timestamp\na,tea,1400000000\na,bomb,1400000001\n")
            .file(
                "data/items.csv",
                """
                id,title,picture,more
                tea,Green tea,pictures/tea.png,"[""pictures/back.png"", ""pictures/tea.png""]"
                bomb,Bomb,pictures/bomb.png,
                cut,Cut,pictures/cut.png,
                page,Page,pictures/page.png,pictures/none.png
                link,Link,pictures/link.png,
                up,Up,../secret,/etc/passwd
                plain,Plain,,
                """)
            .with("domains.shop.events.path", "data/e.csv")
            .with("domains.shop.items.path", "data/items.csv")
            .with("domains.shop.items.id", "id")
            .with("domains.shop.items.title", "title")
            .with("domains.shop.items.image", "[picture, more]")
            .with("split.by", "leave-one-out");
  }

  private void picture(String name, int colour) throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(2, 2, colour);
    assertThat(ImageIO.write(image, "png", folder.resolve("data/pictures/" + name).toFile()))
        .isTrue();
  }

  private static Item item(Corpus corpus, String id) {
    return corpus
        .catalogue()
        .item(corpus.catalogue().ordinal(new ItemKey("shop", id)).orElseThrow());
  }

  @Test
  void itemsHaveTheFilesOfTheirColumnsInOrder() {
    Corpus corpus = configuration.corpus();
    assertThat(item(corpus, "tea").media())
        .extracting(Content::modality)
        .containsOnly(Modality.IMAGE)
        .hasSize(3);
    assertThat(item(corpus, "tea").media())
        .extracting(content -> ((ContentSource.FileContent) content.source()).path())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("tea.png", "back.png", "tea.png");
    assertThat(item(corpus, "plain").media()).isEmpty();
    assertThat(corpus.manifest().counts().get("shop"))
        .containsEntry("items-with-image", 1L)
        .containsEntry("items-with-audio", 0L);
  }

  @Test
  void whatMayNotBeReadIsAbsentAndTold() {
    PreparationReport report = configuration.prepare();
    assertThat(report.lines())
        .anyMatch(line -> line.equals("unreadable-image: 5"))
        .anyMatch(line -> line.contains("items.csv:3  bomb") && line.contains("60000 x 60000"))
        .anyMatch(line -> line.contains("items.csv:4  cut") && line.contains("ends too early"))
        .anyMatch(line -> line.contains("items.csv:5  page") && line.contains("is no image"))
        .anyMatch(line -> line.contains("items.csv:6  link") && line.contains("leads out of"))
        .anyMatch(line -> line.contains("items.csv:7  up") && line.contains("leads out of"));
    Corpus corpus = Corpus.open(configuration.workdir());
    for (String id : List.of("bomb", "cut", "page", "link", "up")) {
      assertThat(item(corpus, id).media()).as(id).isEmpty();
    }
  }

  @Test
  void aChangedNewOrMissingPictureMakesAnotherCorpus() throws IOException {
    Corpus corpus = configuration.corpus();
    assertThat(isCurrent()).isTrue();
    List<Content> before = item(corpus, "tea").media();

    picture("back.png", 0x0000ff);
    assertThat(isCurrent()).isFalse();
    Corpus changed = configuration.corpus();
    List<Content> after = item(changed, "tea").media();
    assertThat(after.getFirst()).isEqualTo(before.getFirst());
    assertThat(after.get(1)).isNotEqualTo(before.get(1));
    assertThat(changed.manifest().fingerprint()).isNotEqualTo(corpus.manifest().fingerprint());

    picture("none.png", 0x00ff00);
    assertThat(isCurrent()).isFalse();
    assertThat(item(configuration.corpus(), "page").media()).hasSize(1);
    assertThat(isCurrent()).isTrue();
    Files.delete(folder.resolve("data/pictures/none.png"));
    assertThat(isCurrent()).isFalse();
  }

  private boolean isCurrent() {
    return Corpus.isCurrent(configuration.settings(), configuration.workdir());
  }

  @Test
  void theFolderMayBeAnother() throws IOException {
    Files.move(folder.resolve("data/pictures"), folder.resolve("pictures"));
    Corpus corpus = configuration.with("domains.shop.items.media-folder", ".").corpus();
    assertThat(item(corpus, "tea").media()).hasSize(3);
    // A folder elsewhere holds the same files: models stay current.
    Path moved = Files.createDirectories(folder.resolve("elsewhere"));
    Files.move(folder.resolve("pictures"), moved.resolve("pictures"));
    configuration.with("domains.shop.items.media-folder", "elsewhere");
    assertThat(isCurrent()).isFalse();
    assertThat(configuration.corpus().manifest().fingerprint())
        .isEqualTo(corpus.manifest().fingerprint());
  }

  @Test
  void aSourceWithoutAFolderNeedsOne() {
    configuration
        .with("domains.shop.items.path", "https://example.org/items.csv")
        .with("domains.shop.items.allow-network", "true");
    assertThatThrownBy(() -> configuration.settings())
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("media-folder");
  }
}
