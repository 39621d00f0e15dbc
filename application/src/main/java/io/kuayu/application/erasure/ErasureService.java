package io.kuayu.application.erasure;

import io.kuayu.application.privacy.AuditTrail;
import io.kuayu.application.privacy.OpenedStores;
import io.kuayu.application.privacy.StoreAccess;
import io.kuayu.application.settings.Configuration;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.privacy.receipt.ReceiptSigner;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Erases a person from all that an installation holds, for the command {@code forget} and for
 * {@code DELETE /api/v1/users/{user}} alike: the stores, the linking table, the corpus, what
 * trainings have left in the cache, and the models that count. Weights hold traces until the next
 * training. Told again, it does what an attempt that failed has left.
 *
 * <p>The order is fixed. What the time after needs to know of the time before is read. The intent
 * goes to the audit log. The person is marked, and goes from the stores: from here on a running
 * server answers as to a stranger. Then the files of the corpus are written anew, checkpoints are
 * deleted, and the models that count are counted again. All of it happens before the answer where
 * it can, since it takes about a second per million events. A running server does not wait for the
 * rest beyond ten seconds, and cannot do it while another process writes to the work folder or
 * where the input files have changed: then the receipt names the steps that are {@code pending},
 * and the server takes them as soon as it can, or when it starts again.
 *
 * <p>Thread-safe: one erasure at a time.
 */
public final class ErasureService {
  private static final List<String> OUT_OF_REACH =
      List.of(
          "the input files, which are yours: until they are changed, the person is left out of"
              + " every import",
          "files that commands wrote where they were told to: batch --out, rank --out,"
              + " evaluate --requests-out",
          "copies of the work folder, such as backups",
          "servers that run: they answer without the person's history at once, and with the new"
              + " counts when the model is activated");

  private final StoreAccess stores;
  private final AuditTrail audit;
  private final Path access;
  private final LearntData learnt;

  /**
   * @param access the folder of the key that signs receipts
   * @param learnt what is held beside the stores
   */
  public ErasureService(StoreAccess stores, AuditTrail audit, Path access, LearntData learnt) {
    this.stores = stores;
    this.audit = audit;
    this.access = access;
    this.learnt = learnt;
  }

  /** Erasure from a work folder by a command, which fails where a step cannot be taken. */
  public static ErasureService of(Workspace workspace) {
    Configuration configuration = workspace.configuration();
    AuditTrail audit = AuditTrail.of(configuration.server());
    return new ErasureService(
        new OpenedStores(configuration, audit),
        audit,
        configuration.server().access(),
        WorkspaceData.of(workspace));
  }

  /**
   * Erases a person.
   *
   * @throws io.kuayu.core.KuayuException where there is no key for receipts, or a step fails that
   *     cannot be left for later; the same request then does the rest
   * @throws io.kuayu.core.KuayuException where the audit log cannot be written; then nothing was
   *     changed
   */
  public synchronized ErasureResult erase(ErasureRequest request) {
    // First, so that nobody is erased without a receipt.
    ReceiptSigner signer = Receipts.signer(access);
    String person = stores.names().person(request.user());
    String pseudonym = audit.pseudonym(person);
    LearntData.Holding holding = learnt.open(request.user());
    return audit.step(
        request.actor(),
        "user.erase",
        List.of(Map.of("user", pseudonym)),
        () -> erase(request, pseudonym, holding, signer),
        result ->
            Map.of(
                "user",
                pseudonym,
                "events",
                String.valueOf(result.erased().storedEvents() + result.erased().corpusEvents())));
  }

  private ErasureResult erase(
      ErasureRequest request, String pseudonym, LearntData.Holding holding, ReceiptSigner signer) {
    boolean isLearntFrom = holding.events() > 0;
    boolean hasFriends = holding.hasFriends();
    StoredErasure stored =
        stores.exclusively(
            session -> StoredErasure.of(session, audit::pseudonym, request.user(), isLearntFrom));
    LearntData.Removal removal = holding.remove();
    Map<String, Boolean> checks = new LinkedHashMap<>();
    List<Path> naming = new ArrayList<>();
    if (request.verify()) {
      checks.putAll(holding.check(naming::add));
    }
    ErasureCounts erased =
        new ErasureCounts(
            stored.events(), removal.events(), stored.consents(), removal.checkpoints());
    ErasureReceipt receipt =
        new ErasureReceipt(
            pseudonym,
            Instant.now().toString(),
            erased,
            removal.recounted(),
            holding.waiting(),
            removal.pending(),
            OUT_OF_REACH,
            checks);
    return new ErasureResult(
        receipt.signed(signer),
        erased,
        receipt.recounted(),
        receipt.waiting(),
        receipt.pending(),
        checks,
        List.copyOf(naming),
        isLearntFrom
            || hasFriends
            || stored.events() > 0
            || stored.consents() > 0
            || stored.linked());
  }

  /**
   * Takes the steps that earlier erasures have left.
   *
   * @return the models that were counted again
   */
  public synchronized List<String> finish() {
    return learnt.finish();
  }
}
