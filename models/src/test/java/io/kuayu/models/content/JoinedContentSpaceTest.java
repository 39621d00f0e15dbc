package io.kuayu.models.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.content.Content;
import io.kuayu.core.content.ContentSource;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several modalities in one space. */
class JoinedContentSpaceTest {
  private static final float[][] TEXTS = {{1, 0}, {0, 1}, {1, 1}, {}};
  private static final float[][] SOUNDS = {{1, 2, 0}, {}, {0, 1, 3}, {2, 0, 1}};

  @TempDir Path folder;

  private static Item item(String id, float[] text, float[] sound) {
    List<Content> vectors = new ArrayList<>();
    if (text.length > 0) {
      vectors.add(new Content(Modality.TEXT, new ContentSource.InlineVector(text)));
    }
    if (sound.length > 0) {
      vectors.add(new Content(Modality.AUDIO, new ContentSource.InlineVector(sound)));
    }
    return new Item(new ItemKey("shop", id), id, "", Map.of(), vectors);
  }

  private static Catalogue catalogue() {
    List<Item> items = new ArrayList<>();
    for (int n = 0; n < TEXTS.length; n++) {
      items.add(item("i" + n, TEXTS[n], SOUNDS[n]));
    }
    return Catalogue.of(List.of("shop"), items);
  }

  private ContentSpace.Filled joined(Catalogue catalogue) {
    TrainingData data = new TrainingData(catalogue, Sample.data(1, 0).interactions());
    List<ModalitySpace.Filled> filled = new ArrayList<>();
    for (Modality modality : List.of(Modality.TEXT, Modality.AUDIO)) {
      filled.add(
          ModalitySpace.fit(
              data,
              modality,
              EncoderOptions.DEFAULT,
              new Whitening.Options(2, .3),
              TrainingRun.quiet(1, folder)));
    }
    return ContentSpace.Filled.of(filled, List.of(1.0, .5));
  }

  private static double length(ContentVectors vectors, int item, int from) {
    double square = 0;
    for (int axis = from; axis < from + 2; axis++) {
      double value = vectors.values()[item * vectors.width() + axis];
      square += value * value;
    }
    return Math.sqrt(square);
  }

  @Test
  void eachPartIsAsLongAsItsGateAndZeroWhereAbsent() {
    ContentVectors vectors = joined(catalogue()).vectors();
    assertThat(vectors.width()).isEqualTo(4);
    assertThat(vectors.present()).containsOnly(true);
    assertThat(length(vectors, 0, 0)).isBetween(.999, 1.001);
    assertThat(length(vectors, 0, 2)).isBetween(.499, .501);
    assertThat(length(vectors, 1, 2)).isZero();
    assertThat(length(vectors, 3, 0)).isZero();
    assertThat(length(vectors, 3, 2)).isBetween(.499, .501);
  }

  @Test
  void laterItemsJoinTheSameSpace() {
    Catalogue catalogue = catalogue();
    ContentSpace.Filled filled = joined(catalogue);
    Catalogue later =
        catalogue.with(
            List.of(
                item("same sound", new float[0], SOUNDS[3]),
                item("nothing", new float[0], new float[0])));
    ContentVectors vectors = filled.space().extend(filled.vectors(), later);
    assertThat(vectors.gather(new int[] {4})).isEqualTo(vectors.gather(new int[] {3}));
    assertThat(vectors.has(5)).isFalse();
  }
}
