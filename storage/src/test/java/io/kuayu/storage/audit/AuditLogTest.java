package io.kuayu.storage.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

  @Test
  void theChainGoesOnInTheNextFile() throws IOException {
    AuditLog log = rotated();
    assertThat(full()).hasSizeGreaterThan(2);
    AuditVerification found = log.verify();
    assertThat(found.problem()).isEmpty();
    assertThat(found.entries()).isEqualTo(50);
    assertThat(log.latest(50)).hasSize(50).first().asString().contains("\"sequence\":1,");
    assertThat(log.latest(3).getLast()).contains("\"sequence\":50,");
  }

  @Test
  void aRotationThatACrashBrokeOffIsTakenUp() throws IOException {
    AuditLog log = rotated();
    Files.move(file(), folder.resolve("audit-000000000050.jsonl"));
    log.append(new AuditEntry("local", "item.put", "done", Map.of()));
    assertThat(log.verify().problem()).isEmpty();
    assertThat(log.verify().entries()).isEqualTo(51);
  }

  @Test
  void aDeletedFileIsNoticed() throws IOException {
    AuditLog log = rotated();
    Files.delete(full().get(1));
    assertThat(log.verify().problem().orElseThrow()).startsWith("audit-0");
  }

  @Test
  void aChangeInAFullFileIsNamedWithIt() throws IOException {
    AuditLog log = rotated();
    Path first = full().getFirst();
    Files.writeString(first, Files.readString(first).replace("\"item\":\"1\"", "\"item\":\"9\""));
    assertThat(log.verify().problem()).hasValue(first.getFileName() + " line 2 was changed");
  }

  @Test
  void whatWasNotedShowsThatTheEndIsGone() throws IOException {
    AuditLog log = rotated();
    AuditVerification whole = log.verify();
    AuditMark noted = new AuditMark(whole.entries(), whole.head());
    assertThat(log.verify(noted).problem()).isEmpty();
    List<String> lines = Files.readAllLines(file());
    Files.delete(file());
    assertThat(log.verify().problem()).isEmpty();
    assertThat(log.verify(noted).problem().orElseThrow()).contains("and it had 50");
    // Other entries in the place of those that were cut off have another hash.
    for (int entry = 0; entry < lines.size() + 1; entry++) {
      log.append(new AuditEntry("local", "item.put", "done", Map.of()));
    }
    assertThat(log.verify().problem()).isEmpty();
    assertThat(log.verify(noted).problem().orElseThrow()).contains("another one");
  }

  @Test
  void whatCannotBeWrittenIsAFailureWithItsCode() throws IOException {
    AuditLog log = rotated();
    Path kept = folder.resolve("kept");
    Files.move(file(), kept);
    Files.createDirectory(file());
    assertThatThrownBy(() -> log.append(new AuditEntry("local", "a", "done", Map.of())))
        .isInstanceOfSatisfying(
            KuayuException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.AUDIT_LOG_UNWRITABLE));
    Files.delete(file());
    Files.move(kept, file());
    assertThat(log.verify().problem()).isEmpty();
  }

  /** Many logs of one folder in one process, as a server and a command's services have. */
  @Test
  void threadsOfOneProcessWriteToOneLog() {
    List<Thread> threads =
        Stream.generate(() -> Thread.ofPlatform().start(() -> write(20))).limit(4).toList();
    threads.forEach(
        thread -> {
          try {
            thread.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    AuditVerification found = AuditLog.in(folder).verify();
    assertThat(found.problem()).isEmpty();
    assertThat(found.entries()).isEqualTo(80);
  }

  private AuditLog rotated() {
    AuditLog log = AuditLog.in(folder, 3_000);
    for (int entry = 0; entry < 50; entry++) {
      log.append(
          new AuditEntry("local", "item.put", "done", Map.of("item", String.valueOf(entry))));
    }
    return log;
  }

  private List<Path> full() throws IOException {
    return new AuditFiles(folder).full();
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
