package io.kuayu.corpus.staging;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.settings.EventSourceSettings;
import io.kuayu.corpus.time.TimeProfile;
import io.kuayu.corpus.time.TimeReading;
import java.util.Optional;

/**
 * Finds out how the times of a source are written. A sample decides where it is clear, and reading
 * all rows shows whether they agree; where it is not, or they do not, all rows decide, which costs
 * another pass.
 */
final class EventTimes {
  private static final String PROFILE = "time_profile";

  private final Database database;
  private final EventSourceSettings settings;
  private final SourceTable rows;
  private final String column;

  /**
   * @param column of the times, quoted, as the rows have it
   */
  EventTimes(Database database, EventSourceSettings settings, SourceTable rows, String column) {
    this.database = database;
    this.settings = settings;
    this.rows = rows;
    this.column = column;
  }

  /** The reading that the configuration names. */
  Optional<TimeReading> named() {
    return TimeReading.named(settings.times());
  }

  /** The reading that a sample shows clearly. */
  Optional<TimeReading> ofSample() {
    TimeProfile sample = TimeProfile.read(database, TimeProfile.query(column, rows.sample()));
    return TimeReading.recognised(sample, settings.times(), false, subject());
  }

  /** The reading that all rows show. */
  TimeReading ofAll() {
    rows.run("CREATE OR REPLACE TABLE " + PROFILE + " AS " + TimeProfile.query(column, "%s"));
    TimeProfile all = TimeProfile.read(database, "FROM " + PROFILE);
    database.run("DROP TABLE " + PROFILE);
    return TimeReading.recognised(all, settings.times(), true, subject()).orElseThrow();
  }

  private String subject() {
    return settings.timestamp().map(named -> named.place() + ": ").orElse("") + rows.description();
  }
}
