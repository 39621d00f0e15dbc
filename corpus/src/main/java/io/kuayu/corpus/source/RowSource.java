package io.kuayu.corpus.source;

import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import java.util.Map;

/**
 * A place that rows come from: a file, a table, a topic. It is read once per preparation; its
 * {@link #fingerprint} decides at every start whether the prepared corpus is still current.
 */
public interface RowSource {
  /**
   * A short name that does not depend on the machine, such as a path relative to the configuration
   * file. Kept in the manifest.
   */
  String name();

  /** The name under which reports and messages show it to people, such as the full path. */
  default String description() {
    return name();
  }

  /**
   * Identifies the content: as long as it stays the same, so do the rows. A hash of the bytes, a
   * version, or the last offset of a log. It must not depend on where the content is kept. May cost
   * a pass over the rows. Asked for before {@link #open}: a source that grows fixes its end here
   * and delivers no row beyond it.
   *
   * @throws KuayuException if the source cannot be reached
   */
  String fingerprint();

  /**
   * A cheap sign that nothing has changed, such as a file's size and date. While it equals the one
   * of the last preparation, {@link #fingerprint} is not asked for. Empty if there is none.
   */
  default String stamp() {
    return "";
  }

  /**
   * Every setting that shapes the rows, for the manifest and its fingerprint. Must hold nothing
   * secret and nothing that depends on the machine.
   */
  Map<String, Object> described();

  /**
   * Opens the source for one preparation.
   *
   * @param database of the preparation; a source with records of its own loads them into it by
   *     {@link RecordRelation#load}
   * @throws KuayuException if the source cannot be read
   */
  SourceRelation open(Database database);
}
