package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.corpus.report.PreparationReport;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PseudonymsTest {
  private static final int PEOPLE = 200;

  @TempDir private Path folder;

  @Test
  void peopleHaveOtherNamesAndTheSameEvents() throws IOException {
    Corpus plain = shop().corpus();
    Configuration configuration = shop().with("privacy.pseudonyms", "true");
    Corpus named = configuration.corpus();
    Pseudonyms names = configuration.settings().privacy().names();
    Map<String, List<String>> events = events(named);
    events(plain).forEach((user, own) -> assertThat(events).containsEntry(names.person(user), own));
    assertThat(events).hasSize(PEOPLE);
    assertThat(folder.resolve("kuayu.key")).exists();
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isTrue();
  }

  @Test
  void noIdIsLeftInTheWorkFolderNotEvenThoseOfBrokenRows() throws IOException {
    Configuration configuration = shop().with("privacy.pseudonyms", "true");
    Path file = folder.resolve("e.csv");
    Files.writeString(
        file,
        Files.readString(file) + "person-0001-x,\"open,1400000000\nperson-0002-x,i1,yesterday\n");
    PreparationReport report = configuration.prepare();
    assertThat(report.rules()).extracting(rule -> rule.count()).contains(1L);
    assertThat(report.rules().getFirst().first().getFirst().line()).isGreaterThan(PEOPLE);
    try (Stream<Path> files = Files.walk(configuration.workdir())) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        assertThat(text).as(path.toString()).doesNotContain("person-0");
      }
    }
    Interactions people = Corpus.open(configuration.workdir()).interactions();
    for (int user = 0; user < people.users(); user++) {
      assertThat(people.user(user)).matches("kp1-[a-z2-7]{26}");
    }
  }

  @Test
  void aLostKeyIsNoticedAndARotatedOneIsNot() throws IOException {
    Configuration configuration = shop().with("privacy.pseudonyms", "true");
    var _ = configuration.prepare();
    configuration.settings().privacy().key().rotate();
    assertThat(Corpus.isCurrent(configuration.settings(), configuration.workdir())).isFalse();
    assertThat(configuration.corpus().interactions().user(0)).startsWith("kp2-");
    Files.delete(folder.resolve("kuayu.key"));
    assertThatThrownBy(configuration::prepare)
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("not the one that people were named with");
  }

  @Test
  void aKeyBesideTheDataIsRefused() throws IOException {
    Configuration configuration = shop().with("privacy.key", "work/kuayu.key");
    assertThatThrownBy(configuration::settings)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("privacy.key")
        .hasMessageContaining("work folder");
  }

  private Configuration shop() throws IOException {
    StringBuilder file = new StringBuilder("user,item,timestamp\n");
    for (int person = 0; person < PEOPLE; person++) {
      for (int event = 0; event < 5; event++) {
        file.append("person-%04d-x,i%d,%d%n".formatted(person, event, 1_400_000_000 + event));
      }
    }
    return new Configuration(folder)
        .file("e.csv", file.toString())
        .with("domains.shop.events.path", "e.csv")
        .with("domains.shop.events.user", "user")
        .with("domains.shop.events.item", "item")
        .with("domains.shop.events.timestamp", "timestamp");
  }

  private static Map<String, List<String>> events(Corpus corpus) {
    Interactions all = corpus.interactions();
    Map<String, List<String>> events = new HashMap<>();
    for (int user = 0; user < all.users(); user++) {
      events.put(
          all.user(user),
          java.util.stream.IntStream.range(all.begin(user), all.end(user))
              .mapToObj(
                  event ->
                      corpus.catalogue().item(all.item(event)).key() + "@" + all.timestamp(event))
              .toList());
    }
    return events;
  }
}
