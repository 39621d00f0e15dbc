package io.kuayu.corpus.staging;

import io.kuayu.corpus.database.Database;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives everybody the name under which the corpus knows them, before anything is made of it: the
 * order of people and of ties follows a hash of the name, and would tell the id otherwise. Whoever
 * was erased gets none, and is left out with all that they did. Where domains have names of their
 * own, what may be joined is of the person, and everything else of someone in that domain alone.
 *
 * @param pseudonyms how people are named
 * @param people who was erased, and who may be joined
 * @param domains names, by their numbers
 */
public record UserNaming(Pseudonyms pseudonyms, ImportConsent people, List<String> domains) {
  /** The table (given, domain, name, kept): who it is in this import, and in the files. */
  static final String TABLE = "named_people";

  /**
   * Makes the table.
   *
   * @param ids a query for the ids that the files give, and the number of a domain
   * @return how many people were left out
   */
  long name(Database database, String ids) {
    long[] leftOut = {0};
    database.run(
        "CREATE TABLE %s(given VARCHAR, domain INTEGER, name VARCHAR, kept VARCHAR)"
            .formatted(TABLE));
    database.append(
        TABLE,
        rows ->
            database.each(
                "SELECT name, string_agg(domain, ',') FROM (%s) GROUP BY name".formatted(ids),
                row -> {
                  String id = row.getString(1);
                  if (pseudonyms.generalNamesOf(id).stream().anyMatch(people::isErased)) {
                    leftOut[0]++;
                    return true;
                  }
                  String person = pseudonyms.person(id);
                  Set<String> joined =
                      pseudonyms.arePerDomain() ? people.joined(person) : Set.copyOf(domains);
                  for (int domain : numbers(row.getString(2))) {
                    String kept = pseudonyms.in(domains.get(domain), person);
                    rows.beginRow();
                    rows.append(id);
                    rows.append(domain);
                    rows.append(joined.contains(domains.get(domain)) ? person : kept);
                    rows.append(kept);
                    rows.endRow();
                  }
                  return true;
                }));
    return leftOut[0];
  }

  private static List<Integer> numbers(String joined) {
    return Stream.of(joined.split(",", -1)).map(Integer::valueOf).toList();
  }

  void forget(Database database) {
    database.run("DROP TABLE " + TABLE);
  }
}
