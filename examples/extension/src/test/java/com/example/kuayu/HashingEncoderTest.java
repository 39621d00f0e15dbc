package com.example.kuayu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Progress;
import io.kuayu.core.content.Modality;
import io.kuayu.encoders.EncoderDescription;
import io.kuayu.encoders.EncoderOptions;
import io.kuayu.encoders.ItemEncoder;
import io.kuayu.encoders.ItemEncoders;
import io.kuayu.encoders.ItemVectors;
import io.kuayu.encoders.Precision;
import io.kuayu.encoders.Whitening;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.models.content.ContentSpace;
import io.kuayu.models.content.ContentVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encoder in the registry, the cache of vectors and the content space of a model. */
class HashingEncoderTest {
  private static final EncoderOptions HASHING = new EncoderOptions("hashing", Precision.AUTO, 64);
  private static final List<Item> ITEMS =
      Stream.of("green tea", "Tea, green!", "a pot for green tea", "a red bicycle", "…")
          .map(text -> new Item(new ItemKey("shop", text), text, text, Map.of()))
          .toList();
  private static final Catalogue CATALOGUE = Catalogue.of(List.of("shop"), ITEMS);

  @TempDir private Path folder;

  private static ItemEncoder open() {
    return ItemEncoders.open(Modality.TEXT, HASHING, CATALOGUE, 1);
  }

  @Test
  void theRegistryOffersItBesideTheOthers() {
    assertThat(ItemEncoders.all(Modality.TEXT))
        .extracting(EncoderDescription::name)
        .contains("hashing", "minilm");
    try (ItemEncoder encoder = open();
        ItemEncoder again = ItemEncoders.open(encoder.identity(), 1)) {
      assertThat(again.identity()).isEqualTo(encoder.identity());
    }
  }

  @Test
  void theDefaultEncoderStaysWhatItWas() {
    try (ItemEncoder encoder =
        ItemEncoders.open(Modality.TEXT, EncoderOptions.DEFAULT, CATALOGUE, 1)) {
      assertThat(encoder.identity().name()).isEqualTo("minilm");
    }
  }

  @Test
  void textsThatShareWordsAreAlike() {
    try (ItemEncoder encoder = open()) {
      ItemVectors vectors = ItemVectors.encode(ITEMS, encoder);
      assertThat(similarity(vectors, 0, 1)).isCloseTo(1, within(1e-6));
      assertThat(similarity(vectors, 0, 2)).isGreaterThan(similarity(vectors, 0, 3) + .3);
      assertThat(vectors.has(4)).isFalse();
    }
  }

  private static double similarity(ItemVectors vectors, int one, int other) {
    double sum = 0;
    for (int index = 0; index < vectors.dimension(); index++) {
      sum +=
          vectors.values()[one * vectors.dimension() + index]
              * vectors.values()[other * vectors.dimension() + index];
    }
    return sum;
  }

  @Test
  void vectorsAreKeptUnderItsIdentity() throws IOException {
    List<String> told = new ArrayList<>();
    Progress counting =
        (name, steps) -> {
          told.add(name + " " + steps);
          return Progress.NONE.start(name, steps);
        };
    try (ItemEncoder encoder = open()) {
      ItemVectors first = ItemVectors.encode(ITEMS.subList(0, 4), encoder, folder, counting);
      ItemVectors second = ItemVectors.encode(ITEMS.subList(0, 4), encoder, folder, counting);
      assertThat(second.values()).containsExactly(first.values());
    }
    assertThat(told).containsExactly("texts read by hashing 4");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void modelsReadItAndLaterItemsJoinTheSameSpace() {
    Interactions nobody =
        new Interactions(
            List.of(),
            new int[1],
            new int[0],
            new long[0],
            new byte[0],
            new byte[0],
            new float[0],
            List.of());
    ContentSpace.Filled filled =
        ContentSpace.fit(
            new TrainingData(CATALOGUE, nobody),
            Modality.TEXT,
            HASHING,
            new Whitening.Options(3, .5),
            TrainingRun.quiet(1, folder));
    assertThat(filled.space().encoder().name()).isEqualTo("hashing");
    assertThat(filled.vectors().has(0)).isTrue();
    assertThat(filled.vectors().has(4)).isFalse();
    Item later = new Item(new ItemKey("shop", "later"), "", "tea: green", Map.of());
    ContentVectors extended =
        filled.space().extend(filled.vectors(), CATALOGUE.with(List.of(later)));
    assertThat(extended.gather(new int[] {5})).containsExactly(extended.gather(new int[] {0}));
  }
}
