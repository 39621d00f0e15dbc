package io.kuayu.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.Item;
import io.kuayu.core.ItemKey;
import io.kuayu.core.KuayuException;
import io.kuayu.core.Seed;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
  private static final Item TEA =
      new Item(
          new ItemKey("food", "t1"),
          "Green Tea, \"Gunpowder\"",
          "leaves",
          Map.of("price", "12.50", "brand", "A", "in stock", "true", "size", "XL", "empty", ""));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "price < 20",
        "price<20 and brand in (\"A\", \"B\") and not title contains \"x\"",
        "price = 12.5",
        "price == 1.25e1",
        "price in (1, 12.5)",
        "price >= 12.5 and price <= 12.5",
        "domain = 'food'",
        "id != 't2'",
        "title contains 'GREEN'",
        "title contains \"\\\"gun\"",
        "`in stock` = 'true'",
        "brand not in ('B', 'C')",
        "missing is missing",
        "empty is missing",
        "price is not missing",
        "not missing = 'x'",
        "missing != 'x'",
        "brand = 'B' or brand = 'A'",
        "brand = 'A' or brand = 'A' and brand = 'B'",
        "not (brand = 'B' or price > 20)",
        "NOT brand = 'B' AND text = 'leaves'",
        "size > 'XA'",
        "   "
      })
  void accepts(String filter) {
    assertThat(Filter.parse(filter).accepts(TEA)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "price < 12.5",
        "price > 20 or price < 3",
        "brand in ('B')",
        "brand = 'a'",
        "missing < 20",
        "missing > 20",
        "missing = ''",
        "brand < 20",
        "(brand = 'A' or brand = 'A') and brand = 'B'",
        "title not contains 'tea'",
        "price = '12.5'"
      })
  void refuses(String filter) {
    assertThat(Filter.parse(filter).accepts(TEA)).isFalse();
  }

  @Test
  void tellsTheColumnOfWhatIsWrong() {
    assertProblem("price <", "filter, column 8: the end stands where a number or a text");
    assertProblem("price < 20 brand = 'A'", "filter, column 12: 'brand' stands where 'and', 'or'");
    assertProblem("brand = 'A", "filter, column 9: the quote that begins here does not end");
    assertProblem("a = 1 ; drop", "filter, column 7: U+003B means nothing here");
    assertProblem("(a = 1", "filter, column 7: the end stands where ')' is expected");
    assertProblem("price < 1.2.3", "filter, column 9: '1.2.3' is no number");
    assertProblem("in = 1", "filter, column 1: 'in' stands where the name of a field");
    assertProblem("a in ()", "filter, column 7: ')' stands where a number or a text");
  }

  @Test
  void refusesWhatIsTooLongTooDeepOrTooCostly() {
    assertProblem("a = 1 ".repeat(1000), "the filter has 6000 characters");
    assertProblem("not ".repeat(200) + "a = 1", "more than 32 parentheses");
    assertProblem("(".repeat(200) + "a = 1" + ")".repeat(200), "more than 32 parentheses");
    assertProblem("a = 1" + " or a = 1".repeat(64), "more than 64 conditions");
    assertProblem("a in (1" + ",1".repeat(500) + ")", "more than 500 values");
  }

  @Test
  void neverFailsOtherwiseWhateverItIsGiven() {
    List<String> words =
        List.of(
            "price",
            "brand",
            "title",
            "and",
            "or",
            "not",
            "in",
            "is",
            "missing",
            "contains",
            "(",
            ")",
            ",",
            "<",
            "<=",
            "!=",
            "=",
            "==",
            "'A'",
            "\"",
            "'",
            "`",
            "\\",
            "12",
            "-",
            ".5",
            "1e999",
            "\u0000",
            "书",
            "\uD83D",
            " ",
            "9".repeat(50));
    int parsed = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      SplittableRandom random = new Seed(seed).random();
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int word = 0; word < length; word++) {
        text.append(words.get(random.nextInt(words.size())))
            .append(random.nextBoolean() ? " " : "");
      }
      try {
        Filter.parse(text.toString()).accepts(TEA);
        parsed++;
      } catch (KuayuException expected) {
        assertThat(expected.remedy()).as("seed %s", seed).isNotBlank();
      }
    }
    assertThat(parsed).isPositive();
  }

  @Test
  void obeysTheLawsOfLogicForRandomConditions() {
    List<String> atoms =
        List.of("price < 13", "price > 13", "brand = 'A'", "missing = 1", "title contains 'tea'");
    for (long seed = 0; seed < 2_000; seed++) {
      SplittableRandom random = new Seed(seed).random();
      String left = condition(random, atoms, 3);
      String right = condition(random, atoms, 3);
      boolean a = Filter.parse(left).accepts(TEA);
      boolean b = Filter.parse(right).accepts(TEA);
      assertThat(accepts("(%s) and (%s)", left, right)).as("seed %s", seed).isEqualTo(a && b);
      assertThat(accepts("(%s) or (%s)", left, right)).as("seed %s", seed).isEqualTo(a || b);
      assertThat(accepts("not (not (%s) and not (%s))", left, right))
          .as("seed %s", seed)
          .isEqualTo(a || b);
    }
  }

  private static boolean accepts(String form, String left, String right) {
    return Filter.parse(form.formatted(left, right)).accepts(TEA);
  }

  private static String condition(SplittableRandom random, List<String> atoms, int depth) {
    if (depth == 0 || random.nextInt(3) == 0) {
      return atoms.get(random.nextInt(atoms.size()));
    }
    String left = condition(random, atoms, depth - 1);
    return switch (random.nextInt(3)) {
      case 0 -> "not (" + left + ")";
      case 1 -> "(" + left + ") and (" + condition(random, atoms, depth - 1) + ")";
      default -> "(" + left + ") or (" + condition(random, atoms, depth - 1) + ")";
    };
  }

  private static void assertProblem(String filter, String problem) {
    assertThatThrownBy(() -> Filter.parse(filter))
        .isInstanceOf(KuayuException.class)
        .hasMessageStartingWith(
            problem.startsWith("filter") || problem.startsWith("the") ? problem : "filter")
        .hasMessageContaining(problem);
  }
}
