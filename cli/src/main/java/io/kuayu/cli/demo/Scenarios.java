package io.kuayu.cli.demo;

import io.kuayu.application.WrongUsage;
import io.kuayu.cli.demo.Scenario.DomainWords;
import io.kuayu.cli.demo.Scenario.Interest;
import io.kuayu.cli.demo.Scenario.SampleAct;
import io.kuayu.cli.demo.Scenario.SampleUser;
import io.kuayu.cli.demo.Scenario.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads the vocabularies stored next to this class, {@code SCENARIO.LANGUAGE.yaml}. */
public final class Scenarios {
  public static final List<String> NAMES = List.of("shopping", "social", "education");
  static final List<String> LANGUAGES = List.of("en", "zh");

  private Scenarios() {}

  /**
   * The vocabulary of a scenario in a language.
   *
   * @throws WrongUsage if there is no such scenario or language
   */
  public static Scenario read(String name, String language) {
    choose("scenario", name, NAMES);
    choose("language", language, LANGUAGES);
    String resource = name + "." + language + ".yaml";
    try (InputStream in = Scenarios.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the build");
      }
      Object root =
          new Load(LoadSettings.builder().setLabel(resource).build()).loadFromInputStream(in);
      return scenario(name, language, new Block(root));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void choose(String what, String given, List<String> allowed) {
    if (!allowed.contains(given)) {
      throw new WrongUsage(
          "there is no " + what + " '" + given + "'", "choose among " + String.join(", ", allowed));
    }
  }

  private static Scenario scenario(String name, String language, Block root) {
    List<DomainWords> domains = new ArrayList<>();
    root.at("domains").entries().forEach((key, domain) -> domains.add(domain(key, domain)));
    List<String> keys = domains.stream().map(DomainWords::key).toList();
    return new Scenario(
        name,
        language,
        root.at("title").text(),
        domains,
        root.at("interests").list().stream().map(interest -> interest(interest, keys)).toList(),
        person(root.at("person")));
  }

  private static DomainWords domain(String key, Block block) {
    Map<String, Double> acts = new LinkedHashMap<>();
    block.at("acts").entries().forEach((act, share) -> acts.put(act, share.number()));
    Map<String, List<String>> words = new LinkedHashMap<>();
    block.at("words").entries().forEach((slot, choices) -> words.put(slot, choices.texts()));
    return new DomainWords(
        key,
        block.at("name").text(),
        block.at("category").text(),
        acts,
        block.at("titles").list().stream().map(Block::texts).toList(),
        words);
  }

  private static Interest interest(Block block, List<String> keys) {
    List<Theme> themes = new ArrayList<>();
    for (Block theme : block.at("themes").list()) {
      Map<String, List<String>> things = new LinkedHashMap<>();
      keys.forEach(key -> things.put(key, theme.at(key).texts()));
      themes.add(new Theme(theme.at("name").text(), things, theme.has("heard")));
    }
    return new Interest(block.at("name").text(), themes);
  }

  private static SampleUser person(Block block) {
    List<SampleAct> did = new ArrayList<>();
    for (Block act : block.at("did").list()) {
      boolean one = act.has("title");
      did.add(
          new SampleAct(
              act.at("domain").text(),
              act.at(one ? "title" : "containing").text(),
              act.at("act").text(),
              one ? 1 : (int) act.at("times").number()));
    }
    return new SampleUser(block.at("id").text(), did);
  }

  /** A YAML node, read with the type that the vocabulary requires. */
  private record Block(Object node) {
    Block at(String key) {
      return new Block(
          ((Map<?, ?>) node).containsKey(key) ? ((Map<?, ?>) node).get(key) : Map.of());
    }

    boolean has(String key) {
      return ((Map<?, ?>) node).containsKey(key);
    }

    String text() {
      return String.valueOf(node);
    }

    double number() {
      return ((Number) node).doubleValue();
    }

    List<Block> list() {
      return ((List<?>) node).stream().map(Block::new).toList();
    }

    List<String> texts() {
      return list().stream().map(Block::text).toList();
    }

    Map<String, Block> entries() {
      Map<String, Block> entries = new LinkedHashMap<>();
      ((Map<?, ?>) node)
          .forEach((key, value) -> entries.put(String.valueOf(key), new Block(value)));
      return entries;
    }
  }
}
