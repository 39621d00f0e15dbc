package io.kuayu.corpus.staging;

import static io.kuayu.corpus.schema.StagingSql.sql;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import io.kuayu.corpus.database.Sql;
import io.kuayu.corpus.schema.StagingColumn;
import io.kuayu.corpus.schema.StagingTable;
import io.kuayu.corpus.settings.UserMappingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the file that tells who is who. */
public final class UserMapping {
  private UserMapping() {}

  /**
   * One name of a user.
   *
   * @param person the name that they have everywhere
   * @param domain in which they have another one
   * @param id the other one
   */
  public record Name(String person, String domain, String id) {}

  /** Every name in the file; costs one pass over it. */
  public static List<Name> read(UserMappingSettings mapping, ResourceLimits resources) {
    Path copies = scratch();
    try (Database database = Database.inMemory(resources)) {
      var _ = stage(database, mapping, copies);
      List<Name> names = new ArrayList<>();
      for (String domain : mapping.columns().keySet()) {
        String own = Sql.name(column(domain));
        names.addAll(
            database.list(
                sql("SELECT DISTINCT {person}, %1$s FROM {mapping} WHERE {person} IS NOT NULL AND %1$s IS NOT NULL")
                    .formatted(own),
                row -> new Name(row.getString(1), domain, row.getString(2))));
      }
      return List.copyOf(names);
    } finally {
      delete(copies);
    }
  }

  /** Reads the file into the table {@code mapping}. */
  static SourceTable stage(Database database, UserMappingSettings mapping, Path copies) {
    SourceTable rows =
        new SourceTable(
            database,
            mapping.source(),
            Optional.empty(),
            copies.resolve(StagingTable.MAPPING.sql()));
    rows.choose(StagingColumn.PERSON.sql(), mapping.person());
    mapping.columns().forEach((domain, named) -> rows.choose(column(domain), named));
    rows.run(sql("CREATE TABLE {mapping} AS SELECT * FROM %s"));
    return rows;
  }

  /** The column of the table for the ids of a domain. */
  static String column(String domain) {
    return "of " + domain;
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("kuayu-users");
    } catch (IOException e) {
      throw new KuayuException(
          ErrorCode.WORKDIR_UNWRITABLE,
          "no temporary folder can be made: " + e.getMessage(),
          "check the space and permissions of the folder for temporary files",
          e);
    }
  }

  private static void delete(Path copies) {
    try {
      Files.deleteIfExists(copies.resolve(StagingTable.MAPPING.sql()));
      Files.deleteIfExists(copies);
    } catch (IOException e) {
      copies.toFile().deleteOnExit();
    }
  }
}
