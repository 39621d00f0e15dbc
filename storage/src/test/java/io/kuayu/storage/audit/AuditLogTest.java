package io.kuayu.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path folder = Path.of(".");

  @Test
  void anUntouchedLogIsVerified() {
    write(5);
    AuditVerification found = AuditLog.in(folder).verify();
    assertThat(found.problem()).isEmpty();
    assertThat(found.entries()).isEqualTo(5);
  }

  @Test
  void aChangedLineIsNamed() throws IOException {
    write(5);
    Files.writeString(file(), Files.readString(file()).replace("\"item\":\"2\"", "\"item\":\"9\""));
    assertThat(AuditLog.in(folder).verify().problem()).hasValue("line 3 was changed");
  }

  @Test
  void aMissingLineIsNoticed() throws IOException {
    write(5);
    List<String> lines = Files.readAllLines(file());
    Files.write(file(), List.of(lines.get(0), lines.get(2)));
    assertThat(AuditLog.in(folder).verify().problem().orElseThrow()).startsWith("line 2");
  }

  @Test
  void aLineThatACrashCutOffIsWrittenOver() throws IOException {
    write(2);
    Files.writeString(file(), "{\"sequence\":3,\"ti", StandardOpenOption.APPEND);
    write(1);
    AuditVerification found = AuditLog.in(folder).verify();
    assertThat(found.problem()).isEmpty();
    assertThat(found.entries()).isEqualTo(3);
  }

  @Test
  void aKeyThatOthersMayReadIsRefused() throws IOException {
    write(1);
    Path key = folder.resolve("audit.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> AuditLog.in(folder))
        .isInstanceOf(KuayuException.class)
        .hasMessage("others than its owner may use the key file " + key);
  }

  @Test
  void aPersonIsNotNamed() {
    AuditLog log = AuditLog.in(folder);
    assertThat(log.pseudonym("ann")).isEqualTo(log.pseudonym("ann")).doesNotContain("ann");
  }

  private void write(int entries) {
    AuditLog log = AuditLog.in(folder);
    for (int entry = 0; entry < entries; entry++) {
      log.append(
          new AuditEntry("local", "item.put", "done", Map.of("item", String.valueOf(entry))));
    }
  }

  private Path file() {
    return folder.resolve("audit.jsonl");
  }
}
