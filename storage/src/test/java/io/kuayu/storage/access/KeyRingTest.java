package io.kuayu.storage.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kuayu.core.ErrorCode;
import io.kuayu.core.KuayuException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
  private static final Set<Grant> READS_FOOD = Set.of(new Grant(Role.READER, "food"));

  @TempDir Path folder = Path.of(".");

  @Test
  void aKeyIsFoundUntilItIsRevoked() {
    KeyRing ring = KeyRing.in(folder);
    KeyRing.CreatedKey made = ring.create("shop", READS_FOOD, Optional.empty());
    assertThat(KeyRing.in(folder).find(made.secret()).orElseThrow().grants()).isEqualTo(READS_FOOD);
    ring.revoke(made.key().id());
    assertThat(ring.find(made.secret())).isEmpty();
    assertThat(ring.keys()).hasSize(1);
  }

  @Test
  void forgedAndExpiredKeysAreNotFound() {
    KeyRing ring = KeyRing.in(folder);
    String secret = ring.create("shop", READS_FOOD, Optional.empty()).secret();
    assertThat(ring.find(secret.substring(0, secret.length() - 1))).isEmpty();
    assertThat(ring.find(secret + "A")).isEmpty();
    assertThat(ring.find("")).isEmpty();
    assertThat(ring.find("kuayu_")).isEmpty();
    Optional<Instant> past = Optional.of(Instant.now().minusSeconds(1));
    assertThat(ring.find(ring.create("old", READS_FOOD, past).secret())).isEmpty();
  }

  @Test
  void aRotatedKeyHasASuccessorWithItsGrants() {
    KeyRing ring = KeyRing.in(folder);
    KeyRing.CreatedKey old = ring.create("shop", READS_FOOD, Optional.empty());
    KeyRing.CreatedKey next = ring.rotate(old.key().id(), Optional.empty());
    assertThat(ring.find(old.secret())).isEmpty();
    assertThat(ring.find(next.secret()).orElseThrow().grants()).isEqualTo(READS_FOOD);
  }

  @Test
  void noSecretIsKept() throws IOException {
    String secret = KeyRing.in(folder).create("shop", READS_FOOD, Optional.empty()).secret();
    String random = secret.substring(secret.length() - 40);
    assertThat(Files.readString(folder.resolve("keys.json"))).doesNotContain(random);
  }

  @Test
  void aRemovedFileOfKeysIsNoInstallationWithoutKeys() throws IOException {
    KeyRing.in(folder).create("shop", READS_FOOD, Optional.empty());
    Path file = folder.resolve("keys.json");
    String keys = Files.readString(file);
    Files.delete(file);
    isMissing(KeyRing.in(folder)::keys);
    Files.writeString(file, "{\"version\":1,\"keys\":[]}");
    isMissing(KeyRing.in(folder)::keys);
    Files.writeString(file, keys);
    assertThat(KeyRing.in(folder).keys()).hasSize(1);
    Files.delete(file);
    KeyRing.in(folder).create("another", READS_FOOD, Optional.empty());
    assertThat(KeyRing.in(folder).keys()).hasSize(1);
    Files.delete(file);
    Files.delete(folder.resolve("keys.required"));
    assertThat(KeyRing.in(folder).keys()).isEmpty();
  }

  /** Installations of before have no mark. */
  @Test
  void keysThatAreReadAreMarked() throws IOException {
    KeyRing.in(folder).create("shop", READS_FOOD, Optional.empty());
    Files.delete(folder.resolve("keys.required"));
    assertThat(KeyRing.in(folder).keys()).hasSize(1);
    assertThat(folder.resolve("keys.required")).exists();
  }

  @Test
  void onlyTheOwnerMayUseTheFile() throws IOException {
    KeyRing.in(folder).create("shop", READS_FOOD, Optional.empty());
    Path file = folder.resolve("keys.json");
    assertThat(mode(file)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr--r--"));
    assertThat(KeyRing.in(folder).keys()).hasSize(1);
    assertThat(mode(file)).isEqualTo("rwx------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw--w----"));
    assertThatThrownBy(KeyRing.in(folder)::keys)
        .isInstanceOfSatisfying(
            KuayuException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.SECRET_FILE_PERMISSIONS));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void isMissing(ThrowingCallable keys) {
    assertThatThrownBy(keys)
        .isInstanceOfSatisfying(
            KuayuException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.API_KEYS_MISSING);
              assertThat(failure.remedy()).contains("keys.required");
            });
  }
}
