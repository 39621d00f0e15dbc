package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Context;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one line a person without times. */
final class SequencesTest {
  private static final String TWO_DOMAINS =
      "user\tdomain\titems\nann\tbooks\tb1 b2 b3 b4\nann\tfilms\tf1 f2  f3\nbob\tfilms\tf2\n";

  @TempDir private Path folder;

  @Test
  void partsEachDomainAndPutsTheOtherDomainsBeforeEachQuestion() throws IOException {
    Corpus corpus = twoDomains().corpus();
    Interactions interactions = corpus.interactions();
    int ann = interactions.user(0).equals("ann") ? 0 : 1;
    int begin = interactions.begin(ann);

    assertThat(interactions.isApart()).isTrue();
    assertThat(ids(corpus, interactions.all(ann, 1)))
        .containsExactly("b1", "b2", "b3", "b4", "f1", "f2", "f3");
    assertThat(interactions.part(begin + 2)).isEqualTo(Split.VALID);
    assertThat(interactions.part(begin + 3)).isEqualTo(Split.TEST);
    assertThat(interactions.part(begin + 6)).isEqualTo(Split.TEST);
    assertThat(interactions.part(interactions.begin(1 - ann))).isEqualTo(Split.TRAIN);
    assertThat(ids(corpus, interactions.before(ann, begin + 3)))
        .containsExactly("f1", "f2", "f3", "b1", "b2", "b3");
    assertThat(ids(corpus, interactions.before(ann, begin + 6)))
        .containsExactly("b1", "b2", "b3", "b4", "f1", "f2");
    assertThat(ids(corpus, interactions.upTo(Split.VALID).before(ann, begin + 2)))
        .containsExactly("f1", "f2", "b1", "b2");
    assertThat(corpus.report().warnings()).anyMatch(warning -> warning.contains("no times"));
  }

  @Test
  void readsPlainLines() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file("s.txt", "u1 a b c\nu2 b\n")
            .with("domains.shop.events.path", "s.txt")
            .with("domains.shop.events.format", "sequences")
            .with("domains.shop.events.user", "user")
            .corpus();

    assertThat(corpus.interactions().events()).isEqualTo(4);
    int first = corpus.interactions().user(0).equals("u1") ? 0 : 1;
    assertThat(ids(corpus, corpus.interactions().all(first, 1))).containsExactly("a", "b", "c");
  }

  @Test
  void tellsTheLineOfABadRow() throws IOException {
    Corpus corpus =
        new Configuration(folder)
            .file("s.tsv", "user\titems\nu1\ta b c\n\td e\nu2\ta\n")
            .with("skip-bad-rows", "true")
            .with("domains.shop.events.path", "s.tsv")
            .with("domains.shop.events.format", "sequences")
            .corpus();

    assertThat(corpus.interactions().events()).isEqualTo(4);
    assertThat(corpus.report().rules().getFirst().first().getFirst().line()).isEqualTo(3);
  }

  @Test
  void refusesTimesInSomeFilesAlone() throws IOException {
    Configuration mixed =
        twoDomains()
            .file("e.tsv", "user\titem\ttimestamp\nann\tx\t1400000000\n")
            .with("domains.games.events.path", "e.tsv");

    assertThatThrownBy(mixed::corpus)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("without times");
  }

  @Test
  void refusesASplitByTime() throws IOException {
    assertThatThrownBy(() -> twoDomains().with("split.by", "time").corpus())
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("split is by time");
  }

  private Configuration twoDomains() throws IOException {
    Configuration configuration = new Configuration(folder).file("s.tsv", TWO_DOMAINS);
    for (String domain : List.of("books", "films")) {
      configuration =
          configuration
              .with("domains." + domain + ".events.path", "s.tsv")
              .with("domains." + domain + ".events.format", "sequences")
              .with("domains." + domain + ".events.where", "domain = '" + domain + "'");
    }
    return configuration;
  }

  private static List<String> ids(Corpus corpus, Context context) {
    return Arrays.stream(context.items())
        .mapToObj(item -> corpus.catalogue().item(item).key().id())
        .toList();
  }
}
