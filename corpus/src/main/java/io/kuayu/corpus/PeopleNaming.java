package io.kuayu.corpus;

import io.kuayu.corpus.database.Database;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.function.Predicate;

/**
 * Gives everybody the name under which the corpus knows them, before anything is made of it: the
 * order of people and of ties follows a hash of the name, and would tell the id otherwise. Whoever
 * was erased gets none, and is left out with all that they did.
 *
 * @param pseudonyms how people are named
 * @param erased whether someone who ever had that name was erased
 */
record PeopleNaming(Pseudonyms pseudonyms, Predicate<String> erased) {
  /** The table (given, name). */
  static final String TABLE = "named_people";

  /**
   * Makes the table.
   *
   * @param ids a query for the ids that the files give
   * @return how many people were left out
   */
  long name(Database database, String ids) {
    long[] leftOut = {0};
    database.run("CREATE TABLE %s(given VARCHAR, name VARCHAR)".formatted(TABLE));
    database.append(
        TABLE,
        rows ->
            database.each(
                ids,
                row -> {
                  String id = row.getString(1);
                  if (pseudonyms.everyNameOf(id).stream().anyMatch(erased)) {
                    leftOut[0]++;
                  } else {
                    rows.beginRow();
                    rows.append(id);
                    rows.append(pseudonyms.person(id));
                    rows.endRow();
                  }
                  return true;
                }));
    return leftOut[0];
  }

  void forget(Database database) {
    database.run("DROP TABLE " + TABLE);
  }
}
