package io.kuayu.application.settings;

import io.kuayu.core.settings.Setting;
import io.kuayu.core.settings.SettingProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads YAML 1.2 node by node, which keeps the line of each value and makes no object of any type
 * that a file might name. Problems are collected.
 */
final class YamlReader {
  private static final int MAX_LENGTH = 4 << 20;
  private static final int MAX_DEPTH = 64;

  private final Function<Node, String> origin;
  private final EnvironmentVariables variables;
  private final List<SettingProblem> problems;
  private int depth;

  private YamlReader(
      Function<Node, String> origin,
      EnvironmentVariables variables,
      List<SettingProblem> problems) {
    this.origin = origin;
    this.variables = variables;
    this.problems = problems;
  }

  /**
   * A whole file, whose values come from {@code name:line}; an empty one is an empty tree.
   *
   * @param name how the file is called in messages
   */
  static Setting.Tree document(
      String text, String name, EnvironmentVariables variables, List<SettingProblem> problems) {
    YamlReader yaml = new YamlReader(node -> name + ":" + line(node), variables, problems);
    Setting.Tree empty = new Setting.Tree(Map.of(), name);
    return yaml.compose(text, name)
        .map(
            node -> {
              if (node instanceof MappingNode mapping) {
                return yaml.tree(mapping);
              }
              problems.add(
                  new SettingProblem(
                      name + ":" + line(node), "is no block of keys", "write lines 'key: value'"));
              return empty;
            })
        .orElse(empty);
  }

  /** One value as it would stand behind a key. */
  static Setting value(
      String text, String from, EnvironmentVariables variables, List<SettingProblem> problems) {
    YamlReader yaml = new YamlReader(_ -> from, variables, problems);
    return yaml.compose(text, from).flatMap(yaml::setting).orElse(new Setting.Scalar("", from));
  }

  private Optional<Node> compose(String text, String name) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(name).setCodePointLimit(MAX_LENGTH).build();
    try {
      return new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException e) {
      String where = e.getProblemMark().map(mark -> name + ":" + (mark.getLine() + 1)).orElse(name);
      problems.add(
          new SettingProblem(
              where,
              "is not valid YAML: " + e.getProblem(),
              "mind the indentation, and put texts with ': ', '#', '{' or '[' in quotes"));
    } catch (YamlEngineException e) {
      problems.add(
          new SettingProblem(name, "is not valid YAML: " + e.getMessage(), "mend the file's form"));
    } catch (StackOverflowError e) {
      // The parser is recursive and knows no limit.
      problems.add(
          new SettingProblem(name, "is nested too deeply", "write fewer blocks in blocks"));
    }
    return Optional.empty();
  }

  /** Empty where the value is null: a key without a value counts as not set. */
  private Optional<Setting> setting(Node node) {
    if (depth == MAX_DEPTH) {
      // Deep, or an alias of a block around it, which would never end.
      problems.add(
          new SettingProblem(
              origin.apply(node),
              "is nested more than " + MAX_DEPTH + " blocks deep",
              "write fewer blocks in blocks, and no alias of a block inside of itself"));
      return Optional.empty();
    }
    depth++;
    try {
      return converted(node);
    } finally {
      depth--;
    }
  }

  private Optional<Setting> converted(Node node) {
    return switch (node) {
      case MappingNode mapping -> Optional.of(tree(mapping));
      case SequenceNode sequence -> {
        List<Setting> values = new ArrayList<>();
        sequence.getValue().forEach(value -> setting(value).ifPresent(values::add));
        yield Optional.of(new Setting.Sequence(values, origin.apply(node)));
      }
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> Optional.empty();
      case ScalarNode scalar -> {
        String where = origin.apply(node);
        yield Optional.of(
            new Setting.Scalar(variables.expand(scalar.getValue(), where, problems), where));
      }
      default -> {
        problems.add(
            new SettingProblem(origin.apply(node), "is an alias of itself", "write the value out"));
        yield Optional.empty();
      }
    };
  }

  private Setting.Tree tree(MappingNode mapping) {
    Map<String, Setting> values = new LinkedHashMap<>();
    Set<String> met = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode key) {
        if (!met.add(key.getValue())) {
          problems.add(
              new SettingProblem(
                  origin.apply(key) + " " + key.getValue(), "is set twice", "keep one of them"));
        }
        setting(entry.getValueNode()).ifPresent(value -> values.put(key.getValue(), value));
      } else {
        problems.add(
            new SettingProblem(
                origin.apply(entry.getKeyNode()), "a key is no single word", "write 'key: value'"));
      }
    }
    return new Setting.Tree(values, origin.apply(mapping));
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
