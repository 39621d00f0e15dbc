package io.kuayu.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkTableTest {
  private static final int PEOPLE = 20_000;

  @TempDir private Path folder;

  @Test
  void whoGoesLeavesNothingInTheFile() throws IOException {
    try (LinkTable table = LinkTable.in(folder.resolve("links"))) {
      Map<String, Map<String, String>> rows = new HashMap<>();
      for (int person = 0; person < PEOPLE; person++) {
        rows.put("person-%05d".formatted(person), names(person));
      }
      table.keep(rows);
      assertThat(table.of("person-00007")).containsExactly("food", "kitchen");
      for (int person = 0; person < PEOPLE; person += PEOPLE / 10) {
        assertThat(held("%05d-".formatted(person))).isNotEmpty();
        table.keep(Map.of("person-%05d".formatted(person), Map.of()));
        assertThat(held("%05d-".formatted(person))).isEmpty();
        assertThat(held("person-%05d".formatted(person))).isEmpty();
      }
      // Many at a time, and one domain of somebody.
      Map<String, Map<String, String>> gone = new HashMap<>();
      for (int person = 1; person < 100; person++) {
        gone.put("person-%05d".formatted(person), Map.of());
      }
      table.keep(gone);
      table.keep(Map.of("person-00101", Map.of("food", "00101-food")));
      assertThat(held("00050-")).isEmpty();
      assertThat(held("00101-kitchen")).isEmpty();
      assertThat(table.of("person-00101")).containsExactly("food");
      Map<String, String> all = new TreeMap<>();
      table.each((person, domain, name) -> all.put(name, person + domain));
      assertThat(all).hasSize(2 * (PEOPLE - 10 - 99) - 1);
    }
  }

  @Test
  void itsOwnerAloneMayReadItAndItKnowsWhetherItIsWhole() throws IOException {
    Path file = folder.resolve("links");
    try (LinkTable table = LinkTable.in(file)) {
      table.keep(Map.of("a", names(1)));
      assertThat(table.isFilled()).isFalse();
      table.filled();
      table.filled();
      try (Stream<Path> files = Files.list(folder)) {
        for (Path path : files.toList()) {
          assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
              .isEqualTo("rw-------");
        }
      }
    }
    try (LinkTable table = LinkTable.in(file)) {
      assertThat(table.isFilled()).isTrue();
      assertThat(table.of("a")).hasSize(2);
      assertThat(table.of("b")).isEmpty();
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> LinkTable.in(file))
        .isInstanceOf(KuayuException.class)
        .hasMessageContaining("others than its owner");
  }

  private static Map<String, String> names(int person) {
    return Map.of(
        "food", "%05d-food".formatted(person), "kitchen", "%05d-kitchen".formatted(person));
  }

  private List<Path> held(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> {
                try {
                  byte[] bytes = Files.readAllBytes(file);
                  return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
