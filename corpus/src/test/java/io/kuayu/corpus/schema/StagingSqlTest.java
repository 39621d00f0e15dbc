package io.kuayu.corpus.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.corpus.database.Database;
import io.kuayu.corpus.database.ResourceLimits;
import org.junit.jupiter.api.Test;

final class StagingSqlTest {
  @Test
  void putsInNamesAndLeavesLiteralsAlone() {
    assertThat(StagingSql.sql("SELECT l.{time}, '{}' FROM {linked} AS l WHERE x = {'a': 1}"))
        .isEqualTo("SELECT l.ts, '{}' FROM linked AS l WHERE x = {'a': 1}");
  }

  @Test
  void refusesNamesThatAreNotThere() {
    assertThatThrownBy(() -> StagingSql.sql("SELECT {tiem} FROM {linked}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{tiem}");
  }

  @Test
  void everyTableCanBeCreatedAndHasItsColumns() {
    try (Database database = Database.inMemory(ResourceLimits.DEFAULT)) {
      for (StagingTable table : StagingTable.values()) {
        if (!table.columns().isEmpty()) {
          database.run(table.create());
          assertThat(database.columns("FROM " + table.sql(), column -> column.name()))
              .as(table.sql())
              .containsExactlyElementsOf(
                  table.columns().stream().map(column -> column.sql().replace("\"", "")).toList());
        }
      }
    }
  }
}
