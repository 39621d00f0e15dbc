package io.kuayu.models.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Seed;
import io.kuayu.models.content.ContentVectors;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SemanticIdsTest {
  private static final Catalogue CATALOGUE = Clusters.catalogue();
  private static final int[] SAME = new int[Clusters.ITEMS];

  private static Codebooks books(ContentVectors vectors, int codes, int threads) {
    return Codebooks.fit(vectors.values(), Clusters.WIDTH, codes, new Seed(4), threads);
  }

  private static ContentVectors equal(float value) {
    float[] vectors = new float[Clusters.ITEMS * Clusters.WIDTH];
    Arrays.fill(vectors, value);
    return ContentVectors.ofNonZero(vectors, Clusters.WIDTH);
  }

  @Test
  void anIdNamesOneItemOfItsDomain() {
    for (long seed = 0; seed < 5; seed++) {
      ContentVectors vectors = Clusters.vectors(seed);
      SemanticIds ids = SemanticIds.assign(books(vectors, 4, 1), CATALOGUE, vectors, SAME);
      Set<String> names = new HashSet<>();
      for (int item = 0; item < Clusters.ITEMS; item++) {
        String name = CATALOGUE.domainOf(item) + ":" + ids.text(item);
        assertThat(names.add(name)).as("seed %s, id %s", seed, name).isTrue();
        for (int place = 0; place < SemanticIds.LENGTH; place++) {
          assertThat(ids.token(item, place)).isBetween(0, ids.vocabulary() - 1);
        }
      }
    }
  }

  @Test
  void manyItemsWithOneTextGetIdsOfTheirOwn() {
    ContentVectors vectors = equal(.5f);
    SemanticIds ids = SemanticIds.assign(books(vectors, 3, 1), CATALOGUE, vectors, SAME);
    long distinct = IntStream.of(CATALOGUE.ordinals(0)).mapToObj(ids::text).distinct().count();
    assertThat(distinct).isEqualTo(CATALOGUE.ordinals(0).length);
  }

  @Test
  void everyLevelExplainsMore() {
    ContentVectors vectors = Clusters.vectors(1);
    SemanticIds ids = SemanticIds.assign(books(vectors, 8, 1), CATALOGUE, vectors, SAME);
    CodeReport report = CodeReport.of(ids, CATALOGUE, vectors);
    assertThat(report.explained()[0]).isGreaterThan(.9);
    assertThat(report.explained()).isSorted();
    assertThat(report.used()[0]).isGreaterThan(.8);
    assertThat(report.shared()[0]).isGreaterThan(.3);
    assertThat(report.withoutText()).isEqualTo(.1);
    assertThat(report.colliding()).isBetween(0.0, 1.0);
    assertThat(report.largest()).isPositive();
  }

  @Test
  void threadsChangeNothing() {
    ContentVectors vectors = Clusters.vectors(2);
    assertThat(books(vectors, 8, 3).centres()).isEqualTo(books(vectors, 8, 1).centres());
  }

  @Test
  void newItemsGetIdsAndOthersKeepTheirs() {
    ContentVectors vectors = Clusters.vectors(3);
    SemanticIds ids = SemanticIds.assign(books(vectors, 4, 1), CATALOGUE, vectors, SAME);
    Catalogue later = CATALOGUE.with(List.of(Clusters.item("d0", 900), Clusters.item("new", 901)));
    float[] first = vectors.gather(new int[] {0});
    ContentVectors likeTheFirst = ContentVectors.ofNonZero(first, Clusters.WIDTH);
    ContentVectors fresh =
        ContentVectors.ofNonZero(Arrays.copyOf(first, 2 * Clusters.WIDTH), Clusters.WIDTH);
    int[] read = {Clusters.ITEMS, Clusters.ITEMS + 1};
    SemanticIds more = ids.over(later, read, fresh);
    assertThat(Arrays.copyOf(more.tokens(), ids.tokens().length)).isEqualTo(ids.tokens());
    assertThat(more.size()).isEqualTo(later.size());
    for (int place = 0; place < Codebooks.LEVELS; place++) {
      assertThat(more.token(Clusters.ITEMS, place)).isEqualTo(ids.token(0, place));
    }
    assertThat(more.text(Clusters.ITEMS)).isNotEqualTo(more.text(0));
    assertThat(more.token(Clusters.ITEMS + 1, 0)).isGreaterThanOrEqualTo(4);
    assertThat(ids.over(CATALOGUE, new int[] {0}, likeTheFirst).text(0)).isEqualTo(ids.text(0));
  }

  @Test
  void theUsualItemOfEqualCodesComesFirst() {
    ContentVectors vectors = equal(1);
    int[] weights = new int[Clusters.ITEMS];
    weights[33] = 5;
    SemanticIds ids = SemanticIds.assign(books(vectors, 2, 1), CATALOGUE, vectors, weights);
    assertThat(ids.token(33, SemanticIds.LENGTH - 1)).isZero();
  }

  @Test
  void withoutTextsIdsAreDrawnByTheKey() {
    Codebooks none = Codebooks.none(16);
    SemanticIds ids = SemanticIds.assign(none, CATALOGUE, ContentVectors.NONE, SAME);
    SemanticIds again = SemanticIds.assign(none, CATALOGUE, ContentVectors.NONE, SAME);
    assertThat(ids.tokens()).isEqualTo(again.tokens());
    assertThat(IntStream.range(0, ids.size()).mapToObj(ids::text).distinct().count())
        .isGreaterThan(Clusters.ITEMS * 9 / 10);
  }
}
