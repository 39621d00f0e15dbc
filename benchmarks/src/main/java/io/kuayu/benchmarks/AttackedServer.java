package io.kuayu.benchmarks;

import io.kuayu.storage.access.Grant;
import io.kuayu.storage.access.KeyRing;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A server with the corpus and models of a work folder, whose keys, audit log and store are in new
 * folders of their own: small file systems in memory where these can be mounted, so that they can
 * be filled.
 */
final class AttackedServer implements AutoCloseable {
  private static final List<String> OWN = List.of("access", "store");
  private static final int ACCESS_MEGABYTES = 2;
  private static final int STORE_MEGABYTES = 24;
  private static final String FILLING = "filling";

  private final Path folder;
  private final boolean canFill;
  private final ServedModel server;

  private AttackedServer(Path folder, boolean canFill, ServedModel server) {
    this.folder = folder;
    this.canFill = canFill;
    this.server = server;
  }

  /**
   * Starts a server with the limits that are configured.
   *
   * @param work the folder of the corpus and the models
   */
  static AttackedServer start(Path configuration, Path work, String model)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("attacked");
    try (Stream<Path> parts = Files.list(work)) {
      for (Path part : parts.toList()) {
        if (!OWN.contains(part.getFileName().toString())) {
          Files.createSymbolicLink(folder.resolve(part.getFileName()), part);
        }
      }
    }
    Files.createDirectory(folder.resolve("access"));
    Files.createDirectory(folder.resolve("store"));
    boolean canFill =
        mount(folder.resolve("access"), ACCESS_MEGABYTES)
            && mount(folder.resolve("store"), STORE_MEGABYTES);
    // From now on there are keys.
    key(folder, "operator");
    List<String> options =
        List.of(
            "--model",
            model,
            "-s",
            "workdir=" + folder,
            "-s",
            "server.store.sqlite=" + folder.resolve("store").resolve("kuayu.db"));
    try {
      return new AttackedServer(
          folder, canFill, ServedModel.startAsConfigured(configuration, options));
    } catch (IOException failure) {
      remove(folder, canFill);
      throw failure;
    }
  }

  private static boolean mount(Path place, int megabytes) throws IOException, InterruptedException {
    return run("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", place);
  }

  private static boolean run(Object... command) throws IOException, InterruptedException {
    List<String> words = Stream.of(command).map(Object::toString).toList();
    return new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static String key(Path folder, String name) {
    return KeyRing.in(folder.resolve("access"))
        .create(name, Set.of(Grant.parse("admin")), Optional.empty())
        .secret();
  }

  /** A new key for a caller who may do everything. */
  String key(String name) {
    return key(folder, name);
  }

  URI address() {
    return server.address();
  }

  /** Whether the folders of access and store can be filled. */
  boolean canFill() {
    return canFill;
  }

  /**
   * Leaves no room on the disk of a folder.
   *
   * @param part {@code access} or {@code store}
   */
  void fill(String part) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            folder.resolve(part).resolve(FILLING),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE)) {
      for (int size = 1 << 16; size > 0; size >>= 1) {
        fill(file, size);
      }
    }
  }

  private static void fill(FileChannel file, int size) {
    try {
      while (true) {
        var _ = file.write(ByteBuffer.allocate(size));
      }
    } catch (IOException full) {
      assert file.isOpen();
    }
  }

  /** Makes room again. */
  void free(String part) throws IOException {
    Files.delete(folder.resolve(part).resolve(FILLING));
  }

  long peakMegabytes() throws IOException {
    return server.peakMegabytes();
  }

  @Override
  public void close() throws IOException {
    server.close();
    try {
      remove(folder, canFill);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Path folder, boolean isMounted)
      throws IOException, InterruptedException {
    if (isMounted) {
      var _ = run("umount", folder.resolve("access"));
      var _ = run("umount", folder.resolve("store"));
    }
    List<Path> left;
    try (Stream<Path> all = Files.walk(folder)) {
      left = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : left) {
      Files.delete(path);
    }
  }
}
