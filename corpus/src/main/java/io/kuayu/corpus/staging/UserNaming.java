package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gives each user the name under which the corpus knows them, before any number is drawn: the order
 * of users and of ties follows a hash of the name, and would reveal the id otherwise. Erased users
 * get no name, and are left out with all their events. Where domains have names of their own, the
 * domains that may be joined belong to one user, and each other domain to a user of its own.
 *
 * @param pseudonyms how users are named
 * @param consent who was erased, and who may be joined
 * @param domains names, by their numbers
 */
record UserNaming(Pseudonyms pseudonyms, ImportConsent consent, List<String> domains) {
  /**
   * Makes the table {@code named_users}.
   *
   * @param ids a query (name, domain) for the ids of the sources, and the number of a domain as
   *     text
   * @return how many users were left out
   */
  long name(Database database, String ids) {
    long[] leftOut = {0};
    database.run(StagingTable.NAMED_USERS.create());
    database.append(
        StagingTable.NAMED_USERS.sql(),
        rows ->
            database.each(
                sql("SELECT {name}, string_agg({domain}, ',') FROM (%s) GROUP BY {name}")
                    .formatted(ids),
                row -> {
                  String id = row.getString(1);
                  if (isErased(id)) {
                    leftOut[0]++;
                    return true;
                  }
                  String person = pseudonyms.person(id);
                  Set<String> joined =
                      pseudonyms.arePerDomain() ? consent.joined(person) : Set.copyOf(domains);
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

  /** Whether a user was erased, under any name that they ever had. */
  boolean isErased(String id) {
    return pseudonyms.generalNamesOf(id).stream().anyMatch(consent::isErased);
  }

  private static List<Integer> numbers(String joined) {
    return Stream.of(joined.split(",", -1)).map(Integer::valueOf).toList();
  }

  /** Drops the table. */
  void forget(Database database) {
    database.run(sql("DROP TABLE {named_users}"));
  }
}
