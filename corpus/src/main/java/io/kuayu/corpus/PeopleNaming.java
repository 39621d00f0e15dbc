package io.kuayu.corpus;

import io.kuayu.corpus.database.Database;
import io.kuayu.privacy.pseudonym.Pseudonyms;

/**
 * Gives everybody the name under which the corpus knows them, before anything is made of it: the
 * order of people and of ties follows a hash of the name, and would tell the id otherwise.
 *
 * @param pseudonyms how people are named
 */
record PeopleNaming(Pseudonyms pseudonyms) {
  /** The table (given, name). */
  static final String TABLE = "named_people";

  /**
   * Makes the table.
   *
   * @param ids a query for the ids that the files give
   */
  void name(Database database, String ids) {
    if (!pseudonyms.areOn()) {
      database.run("CREATE TABLE %s AS SELECT name AS given, name FROM (%s)".formatted(TABLE, ids));
      return;
    }
    database.run("CREATE TABLE %s(given VARCHAR, name VARCHAR)".formatted(TABLE));
    database.append(
        TABLE,
        rows ->
            database.each(
                ids,
                row -> {
                  String id = row.getString(1);
                  rows.beginRow();
                  rows.append(id);
                  rows.append(pseudonyms.person(id));
                  rows.endRow();
                  return true;
                }));
  }

  void forget(Database database) {
    database.run("DROP TABLE " + TABLE);
  }
}
