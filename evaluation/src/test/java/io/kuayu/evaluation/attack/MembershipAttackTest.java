package io.kuayu.evaluation.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kuayu.core.Catalogue;
import io.kuayu.core.Interactions;
import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.Seed;
import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.Settings;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.Trainer;
import io.kuayu.model.TrainingData;
import io.kuayu.model.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MembershipAttackTest {
  private static final int PEOPLE = 400;
  private static final int ITEMS = 300;
  private static final int EVENTS = 6;

  @TempDir private Path cache;

  @Test
  void theAreaIsTheShareOfPairsInTheRightOrder() {
    RocAnalysis separation = RocAnalysis.of(new double[] {3, 2, 1}, new double[] {2, 0});
    // 3>2, 3>0, 2=2 (half), 2>0, 1>0; 1<2: 4.5 of 6.
    assertThat(separation.auc()).isCloseTo(.75, within(1e-12));
    assertThat(separation.low()).isLessThan(.75);
    SplittableRandom random = new Seed(5).random();
    double[] one = random.doubles(2_000).toArray();
    double[] other = random.doubles(2_000).toArray();
    assertThat(RocAnalysis.of(one, other).isBlind()).isTrue();
    assertThat(RocAnalysis.of(one, Arrays.stream(other).map(x -> x - .1).toArray()).isBlind())
        .isFalse();
  }

  @Test
  void modelsThatRememberRarePathsGiveTheirPeopleAway() {
    MembershipAttack.Result plain = attack("transitions", Map.of());
    assertThat(plain.loss().low()).isGreaterThan(.8);
    assertThat(plain.shadows().low()).isGreaterThan(.8);
    MembershipAttack.Result noisy = attack("transitions", Map.of("epsilon", "1"));
    assertThat(noisy.loss().isBlind()).as(noisy.toString()).isTrue();
    assertThat(noisy.shadows().isBlind()).as(noisy.toString()).isTrue();
  }

  /** An event is counted when its window is over: who asks too early learns nothing. */
  @Test
  void countsOfWindowsAreFoundOutAfterTheWindow() {
    Trainer trainer =
        trainer("recency", Map.of("epsilon", "100000", "window-days", "1", "most-per-person", "9"));
    List<MembershipAttack.Result> results =
        new MembershipAttack(people(), trainer, TrainingRun.quiet(3, cache))
            .run(1, List.of(Duration.ofSeconds(1), Duration.ofDays(1)));
    assertThat(results.getFirst().loss().ties()).isEqualTo(1);
    assertThat(results.getLast().after()).isEqualTo(Duration.ofDays(1));
    assertThat(results.getLast().loss().low()).isGreaterThan(.6);
  }

  private MembershipAttack.Result attack(String family, Map<String, String> options) {
    Trainer trainer = trainer(family, options);
    return new MembershipAttack(people(), trainer, TrainingRun.quiet(3, cache))
        .run(4, List.of(Duration.ofSeconds(1)))
        .getFirst();
  }

  private static Trainer trainer(String family, Map<String, String> options) {
    Map<String, Setting> values = new LinkedHashMap<>();
    options.forEach((key, value) -> values.put(key, new Setting.Scalar(value, "test")));
    return ModelFamilies.trainer(family).trainer(Settings.of(new Setting.Tree(values, "test")));
  }

  /** People who take items by chance, so that everybody's path is their own. */
  private static TrainingData people() {
    SplittableRandom random = new Seed(9).random();
    List<Item> items = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      items.add(new Item(new ItemKey("shop", "i" + item), "", "", Map.of()));
    }
    List<String> users = new ArrayList<>();
    int[] offsets = new int[PEOPLE + 1];
    int[] taken = new int[PEOPLE * EVENTS];
    long[] times = new long[taken.length];
    for (int person = 0; person < PEOPLE; person++) {
      users.add("u" + person);
      offsets[person + 1] = (person + 1) * EVENTS;
      for (int event = person * EVENTS; event < (person + 1) * EVENTS; event++) {
        taken[event] = random.nextInt(ITEMS);
        times[event] = 1_000L + event;
      }
    }
    return new TrainingData(
        Catalogue.of(List.of("shop"), items),
        new Interactions(
            users,
            offsets,
            taken,
            times,
            new byte[taken.length],
            new byte[taken.length],
            new float[taken.length],
            List.of("view")));
  }
}
