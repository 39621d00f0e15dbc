package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Interactions;
import io.kuayu.core.Split;
import io.kuayu.core.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users who are in one part with all their events. */
final class UserSplitTest {
  @TempDir private Path folder;

  private Configuration shop(int users) throws IOException {
    String rows =
        IntStream.range(0, users)
            .mapToObj(user -> "u%d,a,1\nu%d,b,2\nu%d,c,3\n".formatted(user, user, user))
            .collect(Collectors.joining("", "user,item,timestamp\n", ""));
    return new Configuration(folder)
        .file("e.csv", rows)
        .with("domains.shop.events.path", "e.csv")
        .with("split.by", "user")
        .with("split.valid-users", "0.1")
        .with("split.test-users", "0.3");
  }

  @Test
  void everybodyIsInOnePartWhateverElseIsInTheData() throws IOException {
    Map<String, Split> parts = parts(shop(1_000).corpus().interactions());
    Map<Split, Integer> users = new EnumMap<>(Split.class);
    parts.values().forEach(part -> users.merge(part, 1, Integer::sum));
    assertThat(users.get(Split.TEST)).isBetween(250, 350);
    assertThat(users.get(Split.VALID)).isBetween(70, 130);
    assertThat(parts).containsAllEntriesOf(parts(shop(300).corpus().interactions()));
  }

  private static Map<String, Split> parts(Interactions interactions) {
    Map<String, Split> parts = new TreeMap<>();
    for (int user = 0; user < interactions.users(); user++) {
      for (int event = interactions.begin(user); event < interactions.end(user); event++) {
        Split part = interactions.part(event);
        assertThat(parts.merge(interactions.user(user), part, (one, other) -> one)).isEqualTo(part);
      }
    }
    return parts;
  }

  @Test
  void sharesThatLeaveNobodyAndNamesForEachDomainAreProblems() throws IOException {
    Configuration shop = shop(10);
    assertThatThrownBy(() -> shop.with("split.test-users", "0.9").prepare())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("leave nobody to learn from");
    assertThatThrownBy(
            () ->
                shop(10)
                    .with("privacy.pseudonyms", "true")
                    .with("privacy.per-domain", "true")
                    .prepare())
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("gives users a name in each domain");
  }
}
