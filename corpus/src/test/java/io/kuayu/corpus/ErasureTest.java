package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.core.Interactions;
import io.kuayu.core.Progress;
import io.kuayu.corpus.report.PreparationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ErasureTest {
  @TempDir private Path folder;

  @Test
  void takesPeopleOutOfEveryFileAndLeavesAllOthersAsTheyAre() throws IOException {
    Configuration configuration = shop(700);
    Corpus before = configuration.corpus();
    Map<String, List<String>> events = events(before);
    Set<String> gone = Set.of("somebody-0000", "somebody-0123", "somebody-0699", "nobody");
    assertThat(Corpus.erase(configuration.workdir(), gone, gone)).isEqualTo(12);
    Corpus after = Corpus.open(configuration.workdir());
    gone.forEach(events::remove);
    assertThat(events(after)).containsExactlyEntriesOf(events);
    assertThat(after.manifest().users()).isEqualTo(697);
    assertThat(after.manifest().events()).isEqualTo(697 * 4);
    Map<String, Long> counts = after.manifest().counts().getOrDefault("shop", Map.of());
    assertThat(counts).containsEntry("users", 697L);
    assertThat(counts.keySet())
        .isEqualTo(before.manifest().counts().getOrDefault("shop", Map.of()).keySet());
    assertThat(after.manifest().fingerprint()).isEqualTo(before.manifest().fingerprint());
    try (Stream<Path> files = Files.walk(configuration.workdir())) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        assertThat(text).as(path.toString()).doesNotContain("body-0123");
      }
    }
  }

  @Test
  void takesManyPeopleOutToo() throws IOException {
    Configuration configuration = shop(700);
    Map<String, List<String>> events = events(configuration.corpus());
    List<String> gone = new ArrayList<>(events.keySet()).subList(50, 600);
    assertThat(Corpus.erase(configuration.workdir(), Set.copyOf(gone), Set.of())).isEqualTo(2200);
    Map<String, List<String>> left = events(Corpus.open(configuration.workdir()));
    gone.forEach(events::remove);
    assertThat(left).containsExactlyEntriesOf(events);
  }

  @Test
  void whoWasErasedStaysOutThoughTheFilesNameThem() throws IOException {
    Configuration configuration = shop(5);
    PreparationReport report =
        Corpus.prepare(
            configuration.settings(),
            configuration.workdir(),
            "somebody-0003"::equals,
            Progress.NONE);
    assertThat(report.warnings()).anyMatch(text -> text.startsWith("1 people were erased"));
    assertThat(events(Corpus.open(configuration.workdir())))
        .hasSize(4)
        .doesNotContainKey("somebody-0003");
  }

  private Configuration shop(int people) throws IOException {
    StringBuilder file = new StringBuilder("user,item,timestamp\n");
    for (int person = 0; person < people; person++) {
      for (int event = 0; event < 4; event++) {
        file.append(
            "somebody-%04d,i%d,%d\n"
                .formatted(person, (person + event) % 50, 1_400_000_000 + event));
      }
    }
    file.append("somebody-0123,,1400000000\n");
    return new Configuration(folder)
        .file("e.csv", file.toString())
        .with("domains.shop.events.path", "e.csv")
        .with("domains.shop.events.user", "user")
        .with("domains.shop.events.item", "item")
        .with("domains.shop.events.timestamp", "timestamp");
  }

  private static Map<String, List<String>> events(Corpus corpus) {
    Interactions all = corpus.interactions();
    Map<String, List<String>> events = new LinkedHashMap<>();
    for (int user = 0; user < all.users(); user++) {
      List<String> own = new ArrayList<>();
      for (int event = all.begin(user); event < all.end(user); event++) {
        own.add(all.item(event) + "@" + all.timestamp(event) + all.part(event));
      }
      events.put(all.user(user), own);
    }
    return events;
  }
}
