package io.kuayu.application.erasure;

import io.kuayu.application.settings.Configuration;
import io.kuayu.application.settings.ServerSettings;
import io.kuayu.application.workspace.LinkingTable;
import io.kuayu.application.workspace.PendingErasures;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.KuayuException;
import io.kuayu.model.TrainingData;
import io.kuayu.privacy.link.LinkStore;
import io.kuayu.privacy.receipt.ReceiptSigner;
import io.kuayu.storage.ConsentRecorder;
import io.kuayu.storage.ErasedUsers;
import io.kuayu.storage.PendingRemoval;
import io.kuayu.storage.Stores;
import io.kuayu.storage.audit.AuditEntry;
import io.kuayu.storage.audit.AuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Erases a person from all that a work folder holds: the store, the corpus, what trainings have
 * left in the cache, and the models that count. Weights hold traces until the next training. Told
 * again, it does what a first time that failed has left undone.
 */
public final class Erasure {
  private static final List<String> OUT_OF_REACH =
      List.of(
          "the input files, which are yours: until they are changed, the person is left out of"
              + " every import",
          "files that commands wrote where they were told to: batch --out, rank --out,"
              + " evaluate --requests-out",
          "copies of the work folder, such as backups",
          "servers that run: they answer without the person's history at once, and with the new"
              + " counts when the model is activated");

  private final Workspace workspace;
  private final AuditLog audit;
  private final String user;

  /**
   * @param user the id that the person has outside
   */
  public Erasure(Workspace workspace, String user) {
    this.workspace = workspace;
    this.user = user;
    audit = AuditLog.in(workspace.configuration().server().access());
  }

  /**
   * Erases, and tells what was done in a signed receipt, as JSON.
   *
   * @param verify whether to look afterwards that nothing is left; the receipt says what was found
   * @param naming is told of each file that names the person still
   */
  public Outcome run(boolean verify, Consumer<Path> naming) {
    Configuration configuration = workspace.configuration();
    // First, so that nobody is erased without a receipt.
    ReceiptSigner signer = signer(configuration);
    SubjectData held = SubjectData.about(workspace, user);
    TrainingData before = workspace.trainingData();
    Map<String, Long> counts = eraseStored(!held.corpus().isEmpty());
    long corpusEvents = workspace.eraseFromCorpus(user);
    int checkpoints = deleteCheckpoints(configuration.workdir());
    List<String> recounted = workspace.recount(before);
    Map<String, Boolean> checks = new LinkedHashMap<>();
    if (verify) {
      checks.putAll(new ErasureCheck(workspace, user, naming).run());
    }
    ErasureReceipt receipt =
        new ErasureReceipt(
            audit.pseudonym(held.name()),
            Instant.now().toString(),
            counts.getOrDefault("events", 0L),
            corpusEvents,
            counts.getOrDefault("consents", 0L),
            checkpoints,
            recounted,
            PendingErasures.of(configuration).models(),
            OUT_OF_REACH,
            checks);
    audit.append(
        new AuditEntry(
            "command",
            "user.erase",
            "done",
            Map.of(
                "user", audit.pseudonym(held.name()),
                "events", String.valueOf(receipt.storedEvents() + corpusEvents))));
    return new Outcome(receipt.signed(signer), !held.isNothing(), !checks.containsValue(false));
  }

  /**
   * What came of it.
   *
   * @param receipt signed, as JSON
   * @param hadSomething whether anything was held
   * @param verified whether no check has failed
   */
  public record Outcome(String receipt, boolean hadSomething, boolean verified) {}

  /** Whether a receipt was written in this work folder, and is as it was written. */
  public static boolean isGenuine(Configuration configuration, String receipt) {
    return ErasureReceipt.isGenuine(receipt, signer(configuration).publicKey());
  }

  private static ReceiptSigner signer(Configuration configuration) {
    return ReceiptSigner.in(configuration.server().access().resolve("receipts.key"));
  }

  private Map<String, Long> eraseStored(boolean isLearntFrom) {
    ServerSettings server = workspace.configuration().server();
    long events = 0;
    long consents = 0;
    try (Stores stores = server.store().open();
        LinkStore links = LinkingTable.open(workspace.configuration().corpus().privacy())) {
      ConsentRecorder book =
          ConsentRecorder.of(workspace.privacyRules(links), stores.privacy(), audit::pseudonym);
      String name = workspace.names().person(user);
      // First the mark: whatever fails later, the person does not come back.
      ErasedUsers.of(stores.erasures(), audit::pseudonym).add(name);
      if (isLearntFrom) {
        book.await(name, PendingRemoval.ERASURE);
      }
      for (String known : workspace.names().everyNameOf(user)) {
        events += stores.events().erase(known);
      }
      List<String> general = workspace.names().generalNamesOf(user);
      for (String known : general) {
        consents += stores.privacy().forget(known);
      }
      links.forget(general);
    }
    workspace.refreshConsent();
    return Map.of("events", events, "consents", consents);
  }

  private static int deleteCheckpoints(Path workdir) {
    Path folder = workdir.resolve("cache").resolve("training");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      int deleted = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
        deleted++;
      }
      return deleted;
    } catch (IOException e) {
      throw new KuayuException(
          "the states of trainings in " + folder + " cannot be deleted: " + e,
          "delete that folder and run the command again",
          e);
    }
  }
}
