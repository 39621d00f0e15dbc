package io.kuayu.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.engine.catalogue.DeletedItems;
import io.kuayu.engine.vector.UnitVectors;
import io.kuayu.model.Embedding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ItemMapTest {
  private static final int EACH = 20;

  @Test
  void aDomainThatIsNotAskedForLeavesNoTrace() {
    List<Item> games = items("games");
    Catalogue both = Catalogue.of(List.of("books", "games"), and(items("books"), games));
    Catalogue alone = Catalogue.of(List.of("games"), games);
    ItemMap asked = map(both, Set.of("games"));
    assertThat(asked.points()).hasSize(EACH);
    assertThat(asked).isEqualTo(map(alone, Set.of("games")));
    assertThat(map(both, Set.of("books", "games")).points())
        .extracting(point -> point.item().domain())
        .containsOnly("books", "games");
  }

  private static ItemMap map(Catalogue catalogue, Set<String> domains) {
    UnitVectors vectors = new UnitVectors(catalogue, new Drawn(catalogue));
    return ItemMap.of(catalogue, new DeletedItems(catalogue.size()), vectors, domains, EACH);
  }

  private static List<Item> items(String domain) {
    return IntStream.range(0, EACH)
        .mapToObj(n -> new Item(new ItemKey(domain, "i" + n), "Title " + n, "", Map.of()))
        .toList();
  }

  private static List<Item> and(List<Item> some, List<Item> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** A random vector for each item, which follows from its name. */
  private record Drawn(Catalogue catalogue) implements Embedding {
    @Override
    public String family() {
      return "drawn";
    }

    @Override
    public int dimension() {
      return 8;
    }

    @Override
    public boolean has(int item) {
      return true;
    }

    @Override
    public void copy(int item, float[] target, int at) {
      var random = new Seed(1).derive(catalogue.item(item).key().toString()).random();
      for (int axis = 0; axis < dimension(); axis++) {
        target[at + axis] = (float) random.nextGaussian();
      }
    }
  }
}
