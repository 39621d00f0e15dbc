package io.kuayu.core.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a tree of {@link Setting}s with types, defaults and bounds. Problems are collected, over
 * the whole tree, and thrown together by {@link #check}; a reader that meets a problem returns the
 * default and goes on. Every key that no reader asked for is a problem too.
 *
 * <p>Not thread-safe: read the options into records at the start.
 */
public final class Settings {
  private final Setting.Tree tree;
  private final String path;
  private final List<SettingProblem> problems;
  private final Map<String, Settings> children = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, SettingKey> read;
  private boolean open;

  private Settings(
      Setting.Tree tree, String path, List<SettingProblem> problems, Map<String, SettingKey> read) {
    this.tree = tree;
    this.path = path;
    this.problems = problems;
    this.read = read;
  }

  public static Settings of(Setting.Tree tree) {
    return of(tree, List.of());
  }

  /**
   * As above, with problems that were met before the tree was whole, to be told with the others.
   */
  public static Settings of(Setting.Tree tree, List<SettingProblem> met) {
    return new Settings(tree, "", new ArrayList<>(met), new LinkedHashMap<>());
  }

  /** Settings without any value: every reader gives its default. */
  public static Settings empty() {
    return of(new Setting.Tree(Map.of(), "defaults"));
  }

  /** The settings below a key, empty where it is not set. */
  public Settings at(String key) {
    known.add(key);
    return children.computeIfAbsent(
        key,
        ignored -> {
          Setting value = tree.values().get(key);
          if (value != null && !(value instanceof Setting.Tree)) {
            problem(key, "is a single value", "write a block of keys below it");
          }
          Setting.Tree below =
              value instanceof Setting.Tree found
                  ? found
                  : new Setting.Tree(Map.of(), tree.origin());
          return new Settings(below, name(key), problems, read);
        });
  }

  /**
   * The settings below each entry of a list of blocks, or below the one block that stands there.
   */
  public List<Settings> each(String key) {
    known.add(key);
    Setting value = tree.values().get(key);
    if (value instanceof Setting.Sequence sequence) {
      List<Settings> entries = new ArrayList<>();
      for (int index = 0; index < sequence.values().size(); index++) {
        String entryKey = key + "[" + index + "]";
        if (sequence.values().get(index) instanceof Setting.Tree found) {
          Settings entry = new Settings(found, name(entryKey), problems, read);
          children.put(entryKey, entry);
          entries.add(entry);
        } else {
          problem(key, "entry " + index + " is a single value", "write a block of keys");
        }
      }
      return entries;
    }
    return value == null ? List.of() : List.of(at(key));
  }

  /** The keys that are set here, in the order in which they were written. */
  public Set<String> keys() {
    return new LinkedHashSet<>(tree.values().keySet());
  }

  public boolean has(String key) {
    known.add(key);
    return tree.values().containsKey(key);
  }

  /**
   * The full path of every key that was asked for so far, here and below, such as {@code
   * models.ease.lambda}; list entries are left out.
   */
  public Set<String> askedFor() {
    Set<String> paths = new LinkedHashSet<>();
    known.forEach(key -> paths.add(name(key)));
    children.forEach(
        (key, child) -> {
          if (!key.endsWith("]")) {
            paths.addAll(child.askedFor());
          }
        });
    return paths;
  }

  /** Every value that was read so far in the whole tree, in that order, for a reference of keys. */
  public List<SettingKey> keysRead() {
    return List.copyOf(read.values());
  }

  private void note(String key, String type, String defaultValue, String allowed) {
    read.put(name(key), new SettingKey(name(key), type, defaultValue, allowed));
  }

  /** Every value that is set here or below, by its full path, as it was written. */
  public Map<String, String> written() {
    Map<String, String> written = new LinkedHashMap<>();
    tree.values().forEach((key, value) -> write(name(key), value, written));
    return written;
  }

  private static void write(String at, Setting setting, Map<String, String> written) {
    switch (setting) {
      case Setting.Scalar scalar -> written.put(at, scalar.value());
      case Setting.Sequence sequence -> {
        for (int index = 0; index < sequence.values().size(); index++) {
          write(at + "[" + index + "]", sequence.values().get(index), written);
        }
      }
      case Setting.Tree below ->
          below.values().forEach((key, value) -> write(at + "." + key, value, written));
    }
  }

  /** Says that any key is allowed here, as where keys are names of the user's own. */
  public Settings anyKey() {
    open = true;
    return this;
  }

  public Optional<String> text(String key) {
    known.add(key);
    read.putIfAbsent(name(key), new SettingKey(name(key), "text", "", ""));
    return switch (tree.values().get(key)) {
      case Setting.Scalar scalar -> Optional.of(scalar.value());
      case null -> Optional.empty();
      case Setting.Sequence _, Setting.Tree _ -> {
        problem(key, "is not a single value", "write one value");
        yield Optional.empty();
      }
    };
  }

  public String text(String key, String defaultValue) {
    note(key, "text", defaultValue, "");
    return text(key).orElse(defaultValue);
  }

  /** A text that must be set; the empty text where it is not, and a problem. */
  public String required(String key) {
    note(key, "text", SettingKey.REQUIRED, "");
    Optional<String> text = text(key);
    if (!tree.values().containsKey(key)) {
      problem(key, "is not set", "it is required");
    }
    return text.orElse("");
  }

  /** A list of texts; a single value is a list of one. */
  public List<String> texts(String key, List<String> defaultValue) {
    known.add(key);
    note(key, "list of texts", String.join(", ", defaultValue), "");
    return switch (tree.values().get(key)) {
      case null -> defaultValue;
      case Setting.Scalar scalar -> List.of(scalar.value());
      case Setting.Tree _ -> {
        problem(key, "is a block", "write a list");
        yield defaultValue;
      }
      case Setting.Sequence sequence -> {
        List<String> texts = new ArrayList<>();
        for (Setting value : sequence.values()) {
          if (value instanceof Setting.Scalar scalar) {
            texts.add(scalar.value());
          } else {
            problem(key, "holds a block or list", "write single values");
          }
        }
        yield texts;
      }
    };
  }

  /** A whole number within bounds, both allowed. */
  public int whole(String key, int defaultValue, int min, int max) {
    return number(key, defaultValue, Integer::valueOf, new NumberRange(min, max), "a whole number");
  }

  /** A long whole number. */
  public long whole(String key, long defaultValue) {
    return number(key, defaultValue, Long::valueOf, NumberRange.ALL, "a whole number");
  }

  /** A number within bounds, both allowed. */
  public double decimal(String key, double defaultValue, double min, double max) {
    return number(key, defaultValue, Double::valueOf, new NumberRange(min, max), "a number");
  }

  /** A list of numbers within bounds. */
  public List<Double> decimals(String key, List<Double> defaultValue, double min, double max) {
    List<String> defaults = defaultValue.stream().map(String::valueOf).toList();
    List<String> texts = texts(key, defaults);
    NumberRange range = new NumberRange(min, max);
    note(key, "list of numbers", String.join(", ", defaults), range.suffix().strip());
    List<Double> numbers = new ArrayList<>();
    for (String text : texts) {
      parse(key, text, Double::valueOf, range, "a number").ifPresent(numbers::add);
    }
    return numbers;
  }

  public boolean flag(String key, boolean defaultValue) {
    note(key, "flag", String.valueOf(defaultValue), "true, false");
    return text(key)
        .flatMap(
            text ->
                switch (text.toLowerCase(Locale.ROOT)) {
                  case "true", "yes", "on" -> Optional.of(true);
                  case "false", "no", "off" -> Optional.of(false);
                  default -> {
                    problem(key, "is '" + text + "'", "allowed are true and false");
                    yield Optional.empty();
                  }
                })
        .orElse(defaultValue);
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, E defaultValue) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : defaultValue.getDeclaringClass().getEnumConstants()) {
      constants.put(written(constant), constant);
    }
    String allowed = String.join(", ", constants.keySet());
    note(key, "choice", written(defaultValue), allowed);
    String text = text(key).orElse(written(defaultValue));
    E chosen = constants.get(text);
    if (chosen == null) {
      problem(key, "is '" + text + "'", "allowed are " + allowed);
      return defaultValue;
    }
    return chosen;
  }

  private static String written(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The place and full name of a key, such as {@code kuayu.yaml:12 domains.food.items.path}, for
   * failures that show only when the value is used.
   */
  public String where(String key) {
    Setting value = tree.values().get(key);
    return (value == null ? tree.origin() : value.origin()) + " " + name(key);
  }

  /** Adds a problem with the value of a key, once however often it is met. */
  public void problem(String key, String what, String remedy) {
    SettingProblem problem = new SettingProblem(where(key), what, remedy);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /**
   * Ends the reading of the whole tree.
   *
   * @throws SettingsException with every problem met, unknown keys among them
   */
  public void check() {
    List<SettingProblem> all = new ArrayList<>(problems);
    unknownKeys(all);
    if (!all.isEmpty()) {
      throw new SettingsException(all);
    }
  }

  private void unknownKeys(List<SettingProblem> all) {
    if (!open) {
      tree.values()
          .forEach(
              (key, value) -> {
                if (!known.contains(key)) {
                  String remedy =
                      NameSuggestion.to(key, known)
                          .map(near -> "did you mean '" + near + "'?")
                          .orElse("known keys are " + String.join(", ", known));
                  all.add(
                      new SettingProblem(value.origin() + " " + name(key), "unknown key", remedy));
                }
              });
    }
    children.values().forEach(child -> child.unknownKeys(all));
  }

  private <N extends Number & Comparable<N>> N number(
      String key, N defaultValue, Function<String, N> parser, NumberRange range, String kind) {
    note(key, kind.substring(2), String.valueOf(defaultValue), range.suffix().strip());
    return text(key).flatMap(text -> parse(key, text, parser, range, kind)).orElse(defaultValue);
  }

  private <N extends Number> Optional<N> parse(
      String key, String text, Function<String, N> parser, NumberRange range, String kind) {
    try {
      N number = parser.apply(text);
      if (range.contains(number.doubleValue())) {
        return Optional.of(number);
      }
    } catch (NumberFormatException e) {
      // Told below, together with the bounds.
    }
    problem(key, "is '" + text + "'", "allowed is " + kind + range.suffix());
    return Optional.empty();
  }

  private String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
