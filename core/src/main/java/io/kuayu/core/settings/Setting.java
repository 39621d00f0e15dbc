package io.kuayu.core.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a configuration, with the place where it was set ({@code kuayu.yaml:12}). */
public sealed interface Setting {
  String origin();

  /** A single value as it was written; readers of {@link Settings} give it its type. */
  record Scalar(String value, String origin) implements Setting {}

  /** A list of values. */
  record Sequence(List<Setting> values, String origin) implements Setting {
    public Sequence {
      values = List.copyOf(values);
    }
  }

  /** Named values, in the order in which they were written. */
  record Tree(Map<String, Setting> values, String origin) implements Setting {
    public Tree {
      values = new LinkedHashMap<>(values);
    }

    /**
     * This tree with one value set, which makes the trees on the way to it where there are none.
     */
    public Tree with(List<String> path, Setting value) {
      Map<String, Setting> changed = new LinkedHashMap<>(values);
      String first = path.getFirst();
      if (path.size() == 1) {
        changed.put(first, value);
      } else {
        Tree below =
            values.get(first) instanceof Tree tree ? tree : new Tree(Map.of(), value.origin());
        changed.put(first, below.with(path.subList(1, path.size()), value));
      }
      return new Tree(changed, origin);
    }
  }
}
