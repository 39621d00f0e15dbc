package io.kuayu.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kuayu.storage.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DenialLogTest {
  private static final String ROUTE = "GET /api/v1/domains";

  @TempDir Path folder = Path.of(".");

  private long now;

  @Test
  void oneAddressWritesOneEntryAMinute() {
    AuditLog audit = AuditLog.in(folder);
    try (DenialLog denials = new DenialLog(audit, () -> now)) {
      for (int minute = 0; minute < 3; minute++) {
        for (int request = 0; request < 1_000; request++) {
          refuse(denials, "10.0.0.1");
        }
        now += Duration.ofMinutes(1).toNanos();
        denials.summarise();
      }
      refuse(denials, "10.0.0.1");
    }
    List<JsonNode> entries = entries(audit);
    assertThat(entries).hasSize(5);
    assertThat(entries.getFirst().get("action").asString()).isEqualTo(ROUTE);
    assertThat(entries)
        .extracting(DenialLogTest::count)
        .containsExactly(1L, 999L, 1000L, 1000L, 1L);
    assertThat(entries.get(1).get("details").get("seconds").asString()).isEqualTo("60");
    assertThat(entries.toString()).doesNotContain("10.0.0.1");
  }

  @Test
  void whoWasQuietForAMinuteIsRecordedAtOnceAgain() {
    AuditLog audit = AuditLog.in(folder);
    try (DenialLog denials = new DenialLog(audit, () -> now)) {
      refuse(denials, "10.0.0.1");
      now += Duration.ofMinutes(2).toNanos();
      denials.summarise();
      refuse(denials, "10.0.0.1");
      assertThat(entries(audit)).hasSize(2);
    }
    assertThat(entries(audit)).hasSize(2);
  }

  @Test
  void manyAddressesShareOneEntry() {
    AuditLog audit = AuditLog.in(folder);
    try (DenialLog denials = new DenialLog(audit, () -> now)) {
      for (int address = 0; address < 5_000; address++) {
        refuse(denials, "10.0." + address / 256 + "." + address % 256);
      }
    }
    List<JsonNode> entries = entries(audit);
    assertThat(entries).hasSizeLessThan(300);
    assertThat(entries.stream().mapToLong(DenialLogTest::count).sum()).isEqualTo(5_000);
  }

  @Test
  void aCallerIsRecordedAtEachRoute() {
    AuditLog audit = AuditLog.in(folder);
    try (DenialLog denials = new DenialLog(audit, () -> now)) {
      for (int request = 0; request < 10; request++) {
        denials.record("key:1", "", ROUTE, "forbidden", "r");
        denials.record("key:1", "", "GET /api/v1/users", "forbidden", "r");
      }
    }
    assertThat(entries(audit)).extracting(DenialLogTest::count).containsExactly(1L, 1L, 9L, 9L);
  }

  @Test
  void aFullLogStopsNoRefusal() throws IOException {
    AuditLog audit = AuditLog.in(folder);
    Files.createDirectory(folder.resolve("audit.jsonl"));
    try (DenialLog denials = new DenialLog(audit, () -> now)) {
      refuse(denials, "10.0.0.1");
    }
  }

  private static void refuse(DenialLog denials, String address) {
    denials.record(DenialLog.ANYBODY, address, ROUTE, "unauthenticated", "r");
  }

  private static List<JsonNode> entries(AuditLog audit) {
    return audit.latest(10_000).stream().map(JsonMapper.shared()::readTree).toList();
  }

  private static long count(JsonNode entry) {
    return Long.parseLong(entry.get("details").path("count").asString("1"));
  }
}
