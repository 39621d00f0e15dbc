package io.kuayu.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private enum Order {
    BY_TIME,
    BY_HASH
  }

  /** A tree from alternating keys and values: a text, a list of them, or another tree. */
  private static Setting.Tree tree(Object... entries) {
    Map<String, Setting> values = new LinkedHashMap<>();
    for (int index = 0; index < entries.length; index += 2) {
      String origin = "kuayu.yaml:" + (index / 2 + 1);
      values.put((String) entries[index], setting(entries[index + 1], origin));
    }
    return new Setting.Tree(values, "kuayu.yaml:1");
  }

  private static Setting setting(Object value, String origin) {
    return switch (value) {
      case Setting.Tree tree -> tree;
      case List<?> list ->
          new Setting.Sequence(list.stream().map(each -> setting(each, origin)).toList(), origin);
      default -> new Setting.Scalar(value.toString(), origin);
    };
  }

  private static List<SettingProblem> problems(Settings settings) {
    try {
      settings.check();
      return List.of();
    } catch (SettingsException e) {
      return e.problems();
    }
  }

  @Test
  void readsValuesWithTheirTypes() {
    Settings settings =
        Settings.of(
            tree(
                "name",
                "深度学习",
                "size",
                "12",
                "seed",
                "-9000000000",
                "rate",
                "2e-3",
                "on",
                "Yes",
                "order",
                "by-hash",
                "decays",
                List.of("1", "0.5"),
                "texts",
                "one"));
    assertThat(settings.text("name", "")).isEqualTo("深度学习");
    assertThat(settings.whole("size", 3, 1, 20)).isEqualTo(12);
    assertThat(settings.whole("seed", 1L)).isEqualTo(-9_000_000_000L);
    assertThat(settings.decimal("rate", 1, 0, 1)).isEqualTo(.002);
    assertThat(settings.flag("on", false)).isTrue();
    assertThat(settings.choice("order", Order.BY_TIME)).isEqualTo(Order.BY_HASH);
    assertThat(settings.decimals("decays", List.of(), 0, 1)).containsExactly(1.0, .5);
    assertThat(settings.texts("texts", List.of())).containsExactly("one");
    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void givesDefaultsWhereNothingIsSet() {
    Settings settings = Settings.empty();
    assertThat(settings.text("a")).isEmpty();
    assertThat(settings.whole("b", 7, 1, 9)).isEqualTo(7);
    assertThat(settings.flag("c", true)).isTrue();
    assertThat(settings.choice("d", Order.BY_TIME)).isEqualTo(Order.BY_TIME);
    assertThat(settings.decimals("e", List.of(.5), 0, 1)).containsExactly(.5);
    assertThat(settings.at("f").decimal("g", 2.5, 0, 9)).isEqualTo(2.5);
    assertThat(settings.each("h")).isEmpty();
    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void tellsAProblemOnceHoweverOftenItIsMet() {
    Settings settings = Settings.of(tree("size", "twelve"));
    settings.whole("size", 3, 1, 20);
    settings.whole("size", 3, 1, 20);
    assertThat(problems(settings)).hasSize(1);
  }

  @Test
  void collectsEveryProblemWithItsPlace() {
    Settings settings =
        Settings.of(
            tree("size", "twelve", "models", tree("ease", tree("lambda", "-1")), "on", "maybe"));
    assertThat(settings.whole("size", 3, 1, 20)).as("goes on with the default").isEqualTo(3);
    settings.at("models").at("ease").decimal("lambda", 100, 0, 1e9);
    settings.flag("on", false);
    settings.required("workdir");
    assertThat(problems(settings))
        .extracting(SettingProblem::toString)
        .containsExactly(
            "kuayu.yaml:1 size: is 'twelve'; allowed is a whole number from 1 to 20",
            "kuayu.yaml:1 models.ease.lambda: is '-1'; allowed is a number from 0 to 1.0E9",
            "kuayu.yaml:3 on: is 'maybe'; allowed are true and false",
            "kuayu.yaml:1 workdir: is not set; it is required");
  }

  @Test
  void asksWhetherAnotherKeyWasMeant() {
    Settings settings = Settings.of(tree("models", tree("lamda", "1", "zzzzzzzz", "2")));
    settings.at("models").decimal("lambda", 100, 0, 1000);
    assertThat(problems(settings))
        .extracting(SettingProblem::remedy)
        .containsExactly("did you mean 'lambda'?", "known keys are lambda");
  }

  @Test
  void allowsAnyKeyWhereToldSo() {
    Settings settings = Settings.of(tree("domains", tree("food", "x", "kitchen", "y")));
    assertThat(settings.at("domains").anyKey().keys()).containsExactly("food", "kitchen");
    assertThat(problems(settings)).isEmpty();
  }

  @Test
  void readsAListOfBlocksOrOneBlock() {
    Settings one = Settings.of(tree("events", tree("path", "a")));
    Settings two = Settings.of(tree("events", List.of(tree("path", "a"), tree("paht", "b"))));
    assertThat(one.each("events")).extracting(each -> each.text("path", "")).containsExactly("a");
    assertThat(two.each("events")).extracting(e -> e.text("path", "")).containsExactly("a", "");
    assertThat(problems(one)).isEmpty();
    assertThat(problems(two))
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).endsWith("events[1].paht"));
  }

  @Test
  void refusesABlockWhereAValueIsWanted() {
    Settings settings = Settings.of(tree("a", tree(), "b", List.of("1"), "c", "1"));
    settings.text("a");
    settings.whole("b", 1, 0, 2);
    settings.at("c");
    assertThat(problems(settings)).hasSize(3);
  }

  @Test
  void refusesNumbersThatAreNone() {
    Settings settings = Settings.of(tree("a", "NaN", "b", "Infinity", "c", "1e400"));
    settings.decimal("a", 1, 0, 10);
    settings.decimal("b", 1, 0, 10);
    settings.decimal("c", 1, 0, 10);
    assertThat(problems(settings)).hasSize(3);
  }

  @Test
  void overridesOneValueAndMakesTheWayToIt() {
    Setting.Tree base = tree("models", tree("ease", tree("lambda", "1")));
    Setting.Scalar two = new Setting.Scalar("2", "-s");
    Settings settings =
        Settings.of(
            base.with(List.of("models", "ease", "lambda"), two)
                .with(List.of("models", "text", "last"), two));
    assertThat(settings.at("models").at("ease").decimal("lambda", 0, 0, 9)).isEqualTo(2);
    assertThat(settings.at("models").at("text").whole("last", 0, 0, 9)).isEqualTo(2);
    assertThat(Settings.of(base).at("models").at("ease").text("lambda")).hasValue("1");
  }

  @Test
  void throwsAllProblemsTogether() {
    Settings settings = Settings.of(tree("unknown", "1"));
    settings.required("workdir");
    assertThatThrownBy(settings::check)
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("workdir")
        .hasMessageContaining("unknown");
  }
}
