package io.kuayu.corpus.split;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import java.util.Map;
import java.util.Optional;

/**
 * A way to part the events. It works on the merged timeline of each person, over all domains.
 *
 * <p>Expressions may use {@code earlier} and {@code later} (how many events of the person stand
 * before and behind it, 2 for more), {@code ts} (unix seconds) and {@code part} (what the source
 * says).
 */
public sealed interface SplitStrategy permits LeaveOneOut, ByTime, ByColumn {
  /** The name under which reports tell it. */
  String name();

  /**
   * The SQL expression of an event's part code.
   *
   * @param database where the view {@code timeline} holds every event with the columns above
   */
  String expression(Database database);

  /** The choices, for manifests. */
  Map<String, Object> described();

  /** The column of the event files that tells the part, where this split reads one. */
  default Optional<String> column() {
    return Optional.empty();
  }

  /** Reads the block {@code split}. */
  static SplitStrategy read(Settings block) {
    return switch (block.choice("by", Kind.LEAVE_ONE_OUT)) {
      case LEAVE_ONE_OUT -> new LeaveOneOut();
      case TIME -> ByTime.read(block);
      case COLUMN -> new ByColumn(block.required("column"), block.where("column"));
    };
  }

  /** The names of the ways. */
  enum Kind {
    LEAVE_ONE_OUT,
    TIME,
    COLUMN
  }
}
