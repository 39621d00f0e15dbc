package io.kuayu.application.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.media.InvalidMediaException;
import io.kuayu.media.ThumbnailRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThumbnailServiceTest {
  private final List<Content> drawn = new ArrayList<>();
  private final ThumbnailRenderer renderer =
      (image, _) -> {
        drawn.add(image);
        byte[] bytes = ((ContentSource.InlineBytes) image.source()).bytes();
        if (bytes[0] == 0) {
          throw new InvalidMediaException("it is empty");
        }
        return new byte[10];
      };
  private final ThumbnailService service = new ThumbnailService(Optional.of(renderer), 25);

  @Test
  void drawsOnceAndKeepsWhatWasAskedForLast() {
    for (int image : new int[] {1, 2, 1, 3, 1, 2}) {
      show(image);
    }
    // Of 25 bytes, two thumbnails of 10 stay: 2 made room for 3.
    assertThat(drawn).hasSize(4);
  }

  @Test
  void showsNothingWhereNothingCanBeDrawn() {
    assertThat(service.source(item(List.of()))).isEmpty();
    assertThat(show(0)).isEmpty();
    assertThat(new ThumbnailService(Optional.empty(), 25).source(image(1))).isEmpty();
  }

  @Test
  void tagsContents() {
    assertThat(tag(1)).isEqualTo(tag(1)).isNotEqualTo(tag(2)).matches("[0-9a-f]{64}");
  }

  private Optional<byte[]> show(int image) {
    ThumbnailService.Source source = service.source(image(image)).orElseThrow();
    return service.kept(source).or(() -> service.draw(source));
  }

  private String tag(int image) {
    return service.source(image(image)).orElseThrow().tag();
  }

  private static Item image(int number) {
    return item(
        List.of(
            new Content(
                Modality.IMAGE, new ContentSource.InlineBytes(new byte[] {(byte) number}))));
  }

  private static Item item(List<Content> media) {
    return new Item(new ItemKey("books", "i"), "", "", Map.of(), media);
  }
}
