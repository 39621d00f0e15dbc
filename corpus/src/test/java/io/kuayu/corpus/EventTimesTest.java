package io.kuayu.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.core.settings.SettingsException;
import io.kuayu.corpus.report.PreparationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The forms of times that are recognised, named, or asked about. */
final class EventTimesTest {
  private static final String FORMAT = "domains.shop.events.time-format";
  private static final String ZONE = "domains.shop.events.time-zone";

  private final Map<String, String> expected = new HashMap<>();

  @TempDir private Path folder;
  private Configuration cases = new Configuration(Path.of("."));

  @Test
  void recognisesCommonFormsWhereAllValuesAgree() throws IOException {
    cases = new Configuration(folder);
    expect("2025-03-01T10:15:00Z", "2025-03-01T10:15:00Z");
    expect("2025-03-01T10:15Z", "2025-03-01T10:15:00Z");
    expect("2025-03-01 10:15:00.250", "2025-03-01T10:15:00Z");
    expect("2025-03-01T10:15:00+02:00", "2025-03-01T08:15:00Z");
    expect("2025-03-01", "2025-03-01T00:00:00Z");
    expect("2025/03/01", "2025-03-01T00:00:00Z");
    expect("01.03.2025", "2025-03-01T00:00:00Z");
    expect("1.3.2025 10:15", "2025-03-01T10:15:00Z");
    expect("01.03.2025 10:15:30", "2025-03-01T10:15:30Z");
    expect("20250301", "2025-03-01T00:00:00Z");
    expect("202503011015", "2025-03-01T10:15:00Z");
    expect("20250301101530", "2025-03-01T10:15:30Z");
    expect("Sat, 01 Mar 2025 10:15:30 GMT", "2025-03-01T10:15:30Z");
    expect("Sat, 1 Mar 2025 10:15:30 +0200", "2025-03-01T08:15:30Z");
    expect("31/03/2025", "2025-03-31T00:00:00Z");
    expect("03/31/2025 10:15 PM", "2025-03-31T22:15:00Z");
    expect("1740824130", "2025-03-01T10:15:30Z");
    expect("1740824130000", "2025-03-01T10:15:30Z");
    expect("1740824130000000", "2025-03-01T10:15:30Z");
    expect("1740824130000000000", "2025-03-01T10:15:30Z");
    assertThat(read(cases.corpus())).isEqualTo(expected);
  }

  @Test
  void readsTheFormsThatTheConfigurationNames() throws IOException {
    cases = new Configuration(folder);
    expect("01/03/2025", "2025-03-01T00:00:00Z", "dd/MM/yyyy");
    expect("01/03/2025", "2025-01-03T00:00:00Z", "MM/dd/yyyy");
    expect("1.3.25 7:05", "2025-03-01T07:05:00Z", "d.M.yy H:mm");
    expect("1 Mar 2025", "2025-03-01T00:00:00Z", "d MMM yyyy");
    expect("2025-03-01T10:15:30.123+0200", "2025-03-01T08:15:30Z", "yyyy-MM-dd'T'HH:mm:ss[.SSS]X");
    expect("2025-03-01T10:15:30Z", "2025-03-01T10:15:30Z", "yyyy-MM-dd'T'HH:mm:ss[.SSS]X");
    expect("2025", "2025-01-01T00:00:00Z", "yyyy");
    expect("20148", "2025-03-01T00:00:00Z", "days");
    expect("20250301", "1970-08-23T09:05:01Z", "seconds");
    expect("86400000000000", "1970-01-02T00:00:00Z", "nanoseconds");
    assertThat(read(cases.corpus())).isEqualTo(expected);
    assertThat(
            instants(
                times("1740824130", "1740824130000", "01.03.2025")
                    .with(FORMAT, "[seconds, milliseconds, dd.MM.yyyy]")))
        .containsExactly("2025-03-01T00:00:00Z", "2025-03-01T10:15:30Z");
  }

  @Test
  void takesTimesWithoutAZoneForThoseOfTheZoneThatIsNamed() throws IOException {
    for (String summer : List.of("2025-07-01 10:15", "01.07.2025 10:15", "20250701101500")) {
      assertThat(instants(times(summer).with(ZONE, "Europe/Berlin")))
          .as(summer)
          .containsExactly("2025-07-01T08:15:00Z");
    }
    assertThat(instants(times("2025-01-01T10:15:00Z").with(ZONE, "Europe/Berlin")))
        .containsExactly("2025-01-01T10:15:00Z");
    assertThat(instants(times("1740824130").with(ZONE, "Europe/Berlin")))
        .containsExactly("2025-03-01T10:15:30Z");
  }

  @Test
  void asksWhereDayAndMonthCannotBeTold() throws IOException {
    Configuration open = times("01/03/2025", "02/03/2025");
    assertThatThrownBy(open::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.AMBIGUOUS_TIMES);
              assertThat(e.remedy()).contains("'time-format: d/M/yyyy' or 'time-format: M/d/yyyy'");
            })
        .hasMessageContaining("'01/03/2025' have the day or the month first");
    Configuration contradictory = times("13/03/2025", "03/13/2025");
    assertThatThrownBy(contradictory::prepare)
        .hasMessageContaining("'13/03/2025' has the day first and '03/13/2025' the month");
    assertThatThrownBy(times("2024", "2025")::prepare)
        .hasMessageContaining("'2024' are years or numbers of seconds");
  }

  @Test
  void looksAtAllRowsAndNotAtASampleAlone() throws IOException {
    List<String> many = IntStream.range(0, 12_000).mapToObj(i -> "01/03/2025").toList();
    assertThat(instants(times(with(many, "31/03/2025")))).contains("2025-03-01T00:00:00Z");
    assertThat(instants(times(with(many, "03/31/2025")))).contains("2025-01-03T00:00:00Z");
    List<String> decided = with(List.of("31/01/2025"), many.toArray(String[]::new));
    assertThatThrownBy(times(with(decided, "03/31/2025"))::prepare)
        .hasMessageContaining("'31/01/2025' has the day first and '03/31/2025' the month");
    assertThat(
            instants(
                times(with(IntStream.range(0, 12_000).mapToObj(i -> "").toList(), "20250301"))
                    .with("skip-bad-rows", "true")))
        .containsExactly("2025-03-01T00:00:00Z");
  }

  @Test
  void tellsMillisecondsAmongSecondsAndTheirLine() throws IOException {
    List<String> seconds =
        IntStream.range(0, 50).mapToObj(i -> String.valueOf(1_740_824_130 + i)).toList();
    PreparationReport report = times(with(seconds, "1740824130000")).prepare();
    assertThat(report.rules())
        .extracting(rule -> rule.rule() + " " + rule.first().getFirst().line())
        .containsExactly("time-out-of-range 52");
    assertThat(report.warnings().getFirst())
        .contains("the first in line 52", "looks like milliseconds", "[seconds, milliseconds]");
  }

  @Test
  void readsNoNumberInAnotherUnitThanItsOwn() throws IOException {
    List<String> milliseconds =
        IntStream.range(0, 50).mapToObj(i -> 1_740_824_130 + i + "000").toList();
    PreparationReport report = times(with(milliseconds, "1740824130")).prepare();
    assertThat(report.rules()).extracting(rule -> rule.rule()).containsExactly("unreadable-time");
    assertThat(report.warnings().getFirst()).contains("too small for milliseconds");
    List<String> seconds =
        IntStream.range(0, 50).mapToObj(i -> String.valueOf(1_740_824_130 + i)).toList();
    report = times(with(seconds, "20250301")).prepare();
    assertThat(report.rules().getFirst().lines().getLast()).endsWith("e.csv:52  20250301");
    assertThat(report.warnings().getFirst()).contains("yyyyMMdd, unlike the others");
  }

  @Test
  void stopsAtTimesOfNoKnownFormWithTheFirstAndTheRemedy() throws IOException {
    assertThatThrownBy(times("yesterday", "today")::prepare)
        .isInstanceOfSatisfying(
            KuayuException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_BAD_ROWS);
              assertThat(e.remedy()).contains("name it with 'time-format'", "--skip-bad-rows");
            })
        .hasMessageContaining("2 of 2 rows of ")
        .hasMessageContaining("unreadable-time: 2")
        .hasMessageContaining("e.csv:2  yesterday");
  }

  @Test
  void refusesFormsThatItDoesNotKnow() throws IOException {
    expectProblem(FORMAT, "second", "did you mean 'seconds'?");
    expectProblem(FORMAT, "dd.MM.QQ", "has the letter 'Q'");
    expectProblem(FORMAT, "HH:mm", "tells no date");
    expectProblem(FORMAT, "yyyy[-MM", "opens a bracket that it does not close");
    expectProblem(ZONE, "Europe/Berln", "did you mean 'Europe/Berlin'?");
  }

  private void expectProblem(String key, String value, String told) throws IOException {
    Configuration configuration = times("2025-03-01").with(key, value);
    assertThatThrownBy(configuration::settings)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(told);
  }

  /** Adds a domain of one event by somebody who is named like the domain. */
  private void expect(String written, String instant, String... format) throws IOException {
    String domain = "domain" + expected.size();
    cases
        .file(domain + ".tsv", "user\titem\ttimestamp\n" + domain + "\tx\t" + written + "\n")
        .with("domains." + domain + ".events.path", domain + ".tsv");
    if (format.length > 0) {
      cases.with("domains." + domain + ".events.time-format", format[0]);
    }
    expected.put(domain, instant);
  }

  private static Map<String, String> read(Corpus corpus) {
    var interactions = corpus.interactions();
    return IntStream.range(0, interactions.users())
        .boxed()
        .collect(
            Collectors.toMap(
                interactions::user,
                user ->
                    Instant.ofEpochSecond(interactions.timestamp(interactions.begin(user)))
                        .toString()));
  }

  private static List<String> instants(Configuration configuration) {
    var interactions = configuration.corpus().interactions();
    return IntStream.range(0, interactions.events())
        .mapToObj(event -> Instant.ofEpochSecond(interactions.timestamp(event)).toString())
        .sorted()
        .distinct()
        .toList();
  }

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private Configuration times(String... times) throws IOException {
    return times(List.of(times));
  }

  private Configuration times(List<String> times) throws IOException {
    String rows =
        IntStream.range(0, times.size())
            .mapToObj(row -> "u" + row % 100 + ",i" + row + "," + times.get(row) + "\n")
            .collect(Collectors.joining());
    return new Configuration(folder)
        .file("e.csv", "user,item,timestamp\n" + rows)
        .with("domains.shop.events.path", "e.csv");
  }
}
