package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.FriendGraph;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Progress;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.RuleOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FriendsTest {
  private static final String TIES =
      """
      who,whom,since
      ann,bob,2001
      bob,ann,2001
      bob,cid,2002
      new,bob,2003
      cid,,2004
      ann,ann,2005
      new,gone,2006
      """;

  @TempDir private Path folder;

  private Configuration shop() throws IOException {
    return new Configuration(folder)
        .file(
            "events.csv",
            "user,item,timestamp\nann,i1,1600000000\nbob,i1,1600000100\ncid,i2,1600000200\n")
        .with("domains.shop.events.path", "events.csv")
        .with("clean.max-bad-share", "1");
  }

  private Configuration withTies(String ties) throws IOException {
    return shop()
        .file("friends.csv", ties)
        .with("friends.path", "friends.csv")
        .with("friends.user", "who")
        .with("friends.friend", "whom");
  }

  private static Map<String, Long> counts(PreparationReport report) {
    return report.rules().stream().collect(Collectors.toMap(RuleOutcome::rule, RuleOutcome::count));
  }

  @Test
  void readsTiesInBothDirectionsAndCountsWhatItLeavesOut() throws IOException {
    Configuration configuration = withTies(TIES);
    PreparationReport report = configuration.prepare();
    FriendGraph friends = Corpus.open(configuration.workdir()).friends();
    assertThat(friends.minPeople()).isEqualTo(3);
    assertThat(friends.people()).containsExactlyInAnyOrder("ann", "bob", "cid", "new");
    assertThat(friends.friendsOf("bob"))
        .as("the corpus holds nothing of the friend 'new'")
        .containsExactly("ann", "cid");
    assertThat(friends.friendsOf("new")).as("somebody new has friends too").containsExactly("bob");
    assertThat(counts(report))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("missing-friend", 1L, "own-friend", 1L, "unknown-friend", 1L));
    RuleOutcome missing = report.rules().getFirst();
    assertThat(missing.first().getFirst().line()).isEqualTo(6);
    assertThat(report.sources().getLast().kind()).isEqualTo("friends");
    assertThat(report.sources().getLast().read()).isEqualTo(7);
    assertThat(report.sources().getLast().used()).isEqualTo(4);
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
    configuration.file("friends.csv", TIES + "cid,ann,2007\n");
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
  }

  @Test
  void followersAndConditionsAndExpressions() throws IOException {
    FriendGraph friends =
        withTies(TIES.replace("bob,cid", "BOB,CID"))
            .with("friends.user", "= lower(who)")
            .with("friends.friend", "= lower(whom)")
            .with("friends.mutual", "false")
            .with("friends.where", "since <> 2001")
            .with("friends.least-people", "5")
            .corpus()
            .friends();
    assertThat(friends.people()).containsExactlyInAnyOrder("bob", "new");
    assertThat(friends.friendsOf("bob")).containsExactly("cid");
    assertThat(friends.minPeople()).isEqualTo(5);
  }

  @Test
  void theFingerprintKnowsTiesWhereThereAreAny() throws IOException {
    String without = shop().corpus().manifest().fingerprint();
    String one = withTies(TIES).corpus().manifest().fingerprint();
    String other = withTies(TIES + "cid,ann,2007\n").corpus().manifest().fingerprint();
    String told =
        withTies(TIES).with("friends.least-people", "2").corpus().manifest().fingerprint();
    assertThat(List.of(without, one, other, told)).doesNotHaveDuplicates();
    assertThat(shop().corpus().friends()).isSameAs(FriendGraph.NONE);
    assertThat(shop().corpus().manifest().fingerprint()).isEqualTo(without);
  }

  @Test
  void erasureTakesTiesOfBothEnds() throws IOException {
    Configuration configuration = withTies(TIES);
    Corpus before = configuration.corpus();
    assertThat(before.interactions().haveFriends()).isTrue();
    assertThat(Corpus.erase(configuration.workdir(), Set.of("bob"), Set.of())).isEqualTo(1);
    assertThat(Corpus.open(configuration.workdir()).friends().people()).isEmpty();
    Configuration again = withTies(TIES);
    var _ = Corpus.prepare(again.settings(), again.workdir(), "ann"::equals, Progress.NONE);
    FriendGraph friends = Corpus.open(again.workdir()).friends();
    assertThat(friends.people()).containsExactlyInAnyOrder("bob", "cid", "new");
    assertThat(friends.friendsOf("bob")).containsExactly("cid");
  }

  @Test
  void pseudonymsStandInForIds() throws IOException {
    Configuration configuration = withTies(TIES).with("privacy.pseudonyms", "true");
    Corpus corpus = configuration.corpus();
    var names = configuration.settings().privacy().names();
    assertThat(corpus.friends().friendsOf(names.person("bob")))
        .containsExactlyInAnyOrder(names.person("ann"), names.person("cid"));
    assertThat(corpus.friends().people()).doesNotContain("ann", "bob", "new");
    Configuration perDomain = configuration.with("privacy.per-domain", "true");
    assertThatThrownBy(perDomain::settings)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("friends");
  }
}
