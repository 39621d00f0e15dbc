package io.kuayu.models.friends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Context;
import io.kuayu.core.FriendGraph;
import io.kuayu.core.FriendGraph.Tie;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.Contribution;
import io.kuayu.model.Model;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import io.kuayu.model.bundle.Bundle;
import io.kuayu.model.bundle.Provenance;
import io.kuayu.models.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scores are worked out by hand, with τ = 10 days and at least two friends. */
class FriendsModelTest {
  private static final long DAY = 86_400;
  private static final List<Tie> TIES =
      List.of(new Tie("asker", "b"), new Tie("asker", "c"), new Tie("asker", "d"));

  @TempDir Path folder;

  /** Item 41 is a game; all others are books. The stranger is nobody's friend. */
  private static Interactions interactions() {
    int[] items = {7, 0, 1, 0, 41, 0, 2, 41, 2, 0, 1};
    long[] days = {1, 2, 4, 5, 6, 8, 9, 7, 10, 12, 1};
    long[] times = new long[days.length];
    for (int event = 0; event < times.length; event++) {
      times[event] = days[event] * DAY;
    }
    byte[] parts = new byte[items.length];
    parts[9] = Split.TEST.code();
    return new Interactions(
        List.of("asker", "b", "c", "d", "stranger"),
        new int[] {0, 1, 5, 7, 10, 11},
        items,
        times,
        parts,
        new byte[items.length],
        new float[items.length],
        List.of("tag"));
  }

  private static Interactions withFriends(int minPeople) {
    return interactions().withFriends(FriendGraph.of(minPeople, TIES));
  }

  private Model model(Interactions all) {
    Settings options =
        Settings.of(new Setting.Tree(Map.of("tau-days", new Setting.Scalar("10", "test")), "test"));
    return new FriendsFamily()
        .trainer(options)
        .train(new TrainingData(Sample.catalogue(), all), TrainingRun.quiet(1, folder));
  }

  private static float[] scores(Model model, Context context, int domain) {
    float[] scores = new float[Sample.ITEMS_PER_DOMAIN];
    model.score(context, domain, scores);
    return scores;
  }

  @Test
  void eachFriendCountsOnceByTheirLastEventStrictlyBeforeTheMoment() {
    Interactions all = withFriends(2);
    float[] books = scores(model(all), all.all(0, 10 * DAY), 0);
    // b took it on days 2 and 5, c on day 8, and d only later.
    assertThat(books[0]).isCloseTo((float) (Math.exp(-.5) + Math.exp(-.2)), within(1e-6f));
    // One friend alone tells nothing; nor does a friend who took it at the very moment.
    assertThat(books[1]).isZero();
    assertThat(books[2]).isZero();
    assertThat(books[7]).as("the asker's own").isZero();
    float[] next = scores(model(all), all.all(0, 11 * DAY), 0);
    assertThat(next[2]).isCloseTo((float) (Math.exp(-.2) + Math.exp(-.1)), within(1e-6f));
    float[] games = scores(model(all), all.all(0, 10 * DAY), 1);
    assertThat(games[1]).isCloseTo((float) (Math.exp(-.4) + Math.exp(-.3)), within(1e-6f));
  }

  @Test
  void fewerFriendsThanTheLeastNumberTellNothing() {
    Interactions all = withFriends(3);
    Context later = all.all(0, 11 * DAY);
    assertThat(scores(model(all), later, 0)).containsOnly(0);
    assertThat(later.neighbours().size()).isZero();
    Context last = all.all(0, 13 * DAY);
    assertThat(last.neighbours().people(0)).isEqualTo(3);
    assertThat(scores(model(all), last, 0)[0])
        .isCloseTo((float) (Math.exp(-.8) + Math.exp(-.5) + Math.exp(-.1)), within(1e-6f));
    Interactions one = withFriends(1);
    assertThat(scores(model(one), one.all(0, 10 * DAY), 0)[1]).isPositive();
  }

  @Test
  void tiesCountInTheirDirectionAndStrangersHaveNone() {
    Interactions all = withFriends(1);
    assertThat(all.all(1, 20 * DAY).neighbours().size()).isZero();
    assertThat(all.all(4, 20 * DAY).neighbours().size()).isZero();
    assertThat(interactions().all(0, 20 * DAY).neighbours().size()).isZero();
    assertThat(all.apart(_ -> 0).all(0, 20 * DAY).neighbours().size())
        .as("without times nothing tells what was before")
        .isZero();
  }

  @Test
  void whatAPartOfTheDataHidesFriendsDoNotTell() {
    Interactions known = withFriends(3).upTo(Split.VALID);
    assertThat(known.all(0, 13 * DAY).neighbours().people(0)).isZero();
    Interactions games = withFriends(1).where(event -> event == 4);
    assertThat(games.all(0, 13 * DAY).neighbours().size()).isEqualTo(1);
  }

  @Test
  void explainsWithTheScoreAndKeepsItThroughShorterContexts() {
    Interactions all = withFriends(2);
    Model model = model(all);
    Context context = all.all(0, 10 * DAY);
    assertThat(model.explain(context, 0))
        .containsExactly(Contribution.of("friends", scores(model, context, 0)[0]));
    assertThat(scores(model, context.without(0), 0)).isEqualTo(scores(model, context, 0));
    assertThat(scores(model, context.where(_ -> false).last(0), 0))
        .isEqualTo(scores(model, context, 0));
  }

  @Test
  void aBundleHoldsNoTieAndScoresTheSameOverFewerItems() {
    Interactions all = withFriends(2);
    Model model = model(all);
    Context context = all.all(0, 10 * DAY);
    Bundle.write(
        folder, "friends", model, new Provenance("f", "s", 5, Map.of(), Map.of(), Map.of(), 0));
    Bundle bundle = Bundle.open(folder, "friends");
    assertThat(scores(bundle.load(), context, 0)).isEqualTo(scores(model, context, 0));
    Catalogue fewer =
        Catalogue.of(
            List.of("games", "books"), List.of(Sample.item("games", 1), Sample.item("books", 0)));
    Model mapped = bundle.loadOver(fewer);
    float[] score = new float[1];
    Interactions few =
        new Interactions(
                List.of("asker", "b", "c"),
                new int[] {0, 0, 1, 2},
                new int[] {fewer.ordinal(Sample.item("books", 0).key()).orElseThrow(), 0},
                new long[] {5 * DAY, 8 * DAY},
                new byte[2],
                new byte[2],
                new float[2],
                List.of("tag"))
            .withFriends(FriendGraph.of(1, TIES));
    mapped.score(few.all(0, 10 * DAY), fewer.domain("books"), score);
    assertThat(score[0]).isCloseTo((float) Math.exp(-.5), within(1e-6f));
  }

  @Test
  void refusesDataWithoutFriends() {
    assertThatThrownBy(() -> model(interactions()))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("friends");
  }
}
