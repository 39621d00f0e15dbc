package io.kuayu.corpus.split;

import io.kuayu.core.settings.Settings;
import io.kuayu.corpus.database.Database;
import java.util.Map;
import java.util.Optional;

/**
 * A way to split the events into training, validation and test. It works on the merged timeline of
 * each user, over all domains: the rows of {@link io.kuayu.corpus.schema.StagingTable#TIMELINE}.
 */
public sealed interface SplitStrategy permits LeaveOneOut, ByTime, ByUser, ByColumn {
  /** Its name in reports. */
  String name();

  /**
   * The SQL expression over the timeline for the code of an event's split.
   *
   * @param database where the timeline holds every event
   */
  String expression(Database database);

  /** The choices, for manifests. */
  Map<String, Object> described();

  /** The column of the event sources that assigns the split, if this strategy reads one. */
  default Optional<String> column() {
    return Optional.empty();
  }

  /** Reads the block {@code split}. */
  static SplitStrategy read(Settings block) {
    return switch (block.choice("by", Kind.LEAVE_ONE_OUT)) {
      case LEAVE_ONE_OUT -> new LeaveOneOut();
      case TIME -> ByTime.read(block);
      case USER -> ByUser.read(block);
      case COLUMN -> new ByColumn(block.required("column"), block.where("column"));
    };
  }

  /** The names of the strategies. */
  enum Kind {
    LEAVE_ONE_OUT,
    TIME,
    USER,
    COLUMN
  }
}
