package io.kuayu.application.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Catalogue;
import io.kuayu.core.History;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Progress;
import io.kuayu.core.Recommendation;
import io.kuayu.engine.consent.Person;
import io.kuayu.engine.consent.PersonalEngine;
import io.kuayu.engine.consent.PersonalRequest;
import io.kuayu.engine.request.Answer;
import io.kuayu.engine.request.Explanation;
import io.kuayu.privacy.consent.Permissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchServiceTest {
  private static final int PEOPLE = 1_000;

  private final BatchService service = new BatchService(new FirstItem(), 4, Progress.NONE);

  /** People who are nowhere but here. */
  private record Crowd(int count, Optional<String> domain) implements PersonSource {
    @Override
    public long size() {
      return -1;
    }

    @Override
    public Stream<ListedPerson> people() {
      return IntStream.range(0, count)
          .mapToObj(
              number ->
                  new ListedPerson(
                      "p" + number, domain, () -> Person.of(History.EMPTY, Permissions.ALL)));
    }
  }

  @Test
  void listsArriveInTheOrderOfTheSourceForEveryDomainThatHasItems() {
    List<String> written = new ArrayList<>();
    long people =
        service.run(
            new Crowd(PEOPLE, Optional.empty()),
            List.of(),
            1,
            list -> written.add(list.user() + list.items().getFirst().item()));
    assertThat(people).isEqualTo(PEOPLE);
    assertThat(written)
        .containsExactlyElementsOf(
            IntStream.range(0, PEOPLE)
                .boxed()
                .flatMap(number -> Stream.of("p" + number + "b:x", "p" + number + "a:x"))
                .toList());
  }

  @Test
  void aNameOfOneDomainHasAListThereAlone() {
    List<String> written = new ArrayList<>();
    service.run(new Crowd(1, Optional.of("a")), List.of(), 1, list -> written.add(list.domain()));
    assertThat(written).containsExactly("a");
    service.run(
        new Crowd(1, Optional.of("a")), List.of("b"), 1, list -> written.add(list.domain()));
    assertThat(written).containsExactly("a");
  }

  @Test
  void aSinkThatFailsEndsIt() {
    assertThatThrownBy(
            () ->
                service.run(
                    new Crowd(PEOPLE, Optional.empty()),
                    List.of("a"),
                    1,
                    _ -> {
                      throw new IOException("full");
                    }))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("full");
  }

  /** Recommends the first item of the domain; the domain {@code empty} has none. */
  private static final class FirstItem implements PersonalEngine {
    private final Catalogue catalogue =
        Catalogue.of(
            List.of("b", "empty", "a"),
            List.of(
                new Item(new ItemKey("b", "x"), "", "", Map.of()),
                new Item(new ItemKey("a", "x"), "", "", Map.of())));

    @Override
    public Answer answer(Person person, PersonalRequest request) {
      String domain = request.rules().domains().iterator().next();
      return new Answer(
          List.of(new Recommendation(new ItemKey(domain, "x"), "", 1, 1, "first", List.of())),
          model(),
          List.of(),
          Map.of());
    }

    @Override
    public Explanation explain(Person person, PersonalRequest request, ItemKey item) {
      throw new UnsupportedOperationException();
    }

    @Override
    public float[] scores(Person person, PersonalRequest request, List<ItemKey> candidates) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<ItemKey> unknownItems(Person person, PersonalRequest request) {
      return List.of();
    }

    @Override
    public Answer similar(ItemKey item, Set<String> domains, int size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean offers(ItemKey item) {
      return true;
    }

    @Override
    public Catalogue catalogue() {
      return catalogue;
    }

    @Override
    public String model() {
      return "first";
    }
  }
}
