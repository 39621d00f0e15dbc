package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.settings.SettingsException;
import io.kuayu.corpus.report.BadRow;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.corpus.report.SourceOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of source from elsewhere does all that a file does. */
final class SourceProviderTest {
  @TempDir private Path folder;

  @Test
  void deliversEventsAndItems() {
    Corpus corpus =
        memory("[ann tea 1400000000, bob pot 1400000001, ann pot 1400000002]")
            .with("domains.shop.items.source", "memory")
            .with("domains.shop.items.rows", "[tea Green-tea, pot Tea-pot]")
            .corpus();
    assertThat(corpus.interactions().events()).isEqualTo(3);
    assertThat(corpus.catalogue().items())
        .extracting(item -> item.key().id() + " " + item.text())
        .containsExactlyInAnyOrder("tea Green-tea", "pot Tea-pot");
    assertThat(corpus.report().sources())
        .extracting(SourceOutcome::file)
        .containsExactly("rows in memory", "rows in memory");
    assertThat(corpus.report().sources().getLast().format()).isEqualTo("words");
  }

  @Test
  void tellsBadRowsByTheirPositions() {
    PreparationReport report =
        memory("[ann tea 1400000000, bob  1400000001, cid pot never, bob pot 1400000002]")
            .with("domains.shop.events.where", "\"user\" <> 'ann'")
            .with("skip-bad-rows", "true")
            .prepare();
    assertThat(report.rules())
        .extracting(rule -> rule.rule() + rule.first())
        .containsExactly(
            "missing-item" + List.of(new BadRow("rows in memory", 1000, "user bob")),
            "unreadable-time" + List.of(new BadRow("rows in memory", 2000, "never")));
  }

  @Test
  void joinsAFileOfTheSameDomain() throws IOException {
    Corpus corpus =
        memory("[ann tea 1400000000]")
            .file("e.csv", "user,item,timestamp\nann,cup,1400000001\n")
            .with("domains.kitchen.events.path", "e.csv")
            .corpus();
    assertThat(corpus.interactions().users()).isEqualTo(1);
    assertThat(corpus.interactions().events()).isEqualTo(2);
  }

  @Test
  void itsFingerprintDecidesWhetherTheCorpusIsCurrent() {
    Configuration configuration = memory("[ann tea 1400000000]");
    var _ = configuration.prepare();
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
    var _ = configuration.with("domains.shop.events.rows", "[ann tea 1400000000, ann pot 1]");
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
    var _ = configuration.with("domains.shop.events.rows", "[ann tea 1400000000]");
    var _ = configuration.with("domains.shop.events.item", "user");
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
  }

  @Test
  void everySourceCounts() {
    Configuration configuration =
        memory("[ann tea 1400000000]")
            .with("domains.extra.events.source", "memory")
            .with("domains.extra.events.rows", "[ann cup 1400000000]");
    assertThat(configuration.corpus().manifest().inputs()).hasSize(2);
    var _ = configuration.with("domains.extra.events.rows", "[ann mug 1400000000]");
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
  }

  @Test
  void namesTheKindsWhereOneIsUnknown() {
    Configuration configuration =
        new Configuration(folder)
            .with("domains.shop.events.source", "memry")
            .with("domains.shop.events.rows", "[ann tea 1400000000]");
    assertThatThrownBy(configuration::settings)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("domains.shop.events.source")
        .hasMessageContaining("is 'memry', which is no kind of source")
        .hasMessageContaining("did you mean 'memory'?");
  }

  @Test
  void tellsKeysThatTheKindDoesNotKnow() {
    assertThatThrownBy(
            memory("[ann tea 1400000000]").with("domains.shop.events.rws", "x")::settings)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("domains.shop.events.rws")
        .hasMessageContaining("did you mean 'rows'?");
  }

  private Configuration memory(String rows) {
    return new Configuration(folder)
        .with("domains.shop.events.source", "memory")
        .with("domains.shop.events.rows", rows);
  }
}
