package io.kuayu.application.erasure;

import io.kuayu.application.workspace.PendingErasures;
import io.kuayu.application.workspace.Workspace;
import io.kuayu.core.Interactions;
import io.kuayu.core.KuayuException;
import io.kuayu.model.ModelFamilies;
import io.kuayu.model.TrainingData;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a work folder holds of one person. */
final class WorkspaceHolding implements LearntData.Holding {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceHolding.class);

  private final Workspace workspace;
  private final String user;
  private final boolean deferring;
  private final long begin = System.currentTimeMillis();
  private final TrainingData before;
  private final long events;
  private final boolean friends;
  private volatile LearntData.Removal done = removal(0, 0, List.of(), 0);

  /**
   * Loads the corpus.
   *
   * @param deferring whether steps that cannot be taken are left for later
   */
  WorkspaceHolding(Workspace workspace, String user, boolean deferring) {
    this.workspace = workspace;
    this.user = user;
    this.deferring = deferring;
    events = counted();
    friends = workspace.corpus().friends().names(workspace.names().person(user));
    before = workspace.trainingData();
  }

  private long counted() {
    Set<String> names =
        new HashSet<>(workspace.consent().linking().namesOf(workspace.names().person(user)));
    Interactions all = workspace.corpus().interactions();
    long count = 0;
    for (int person = 0; person < all.users(); person++) {
      if (names.contains(all.user(person))) {
        count += all.end(person) - all.begin(person);
      }
    }
    return count;
  }

  @Override
  public long events() {
    return events;
  }

  @Override
  public boolean hasFriends() {
    return friends;
  }

  @Override
  public LearntData.Removal remove() {
    // The stores have forgotten the person since.
    workspace.refreshConsent();
    try {
      long erased = workspace.eraseFromCorpus(user);
      done = removal(erased, 0, List.of(), 1);
      int checkpoints = Checkpoints.of(workspace.configuration()).delete();
      done = removal(erased, checkpoints, List.of(), 2);
      done = removal(erased, checkpoints, recount(), LearntData.STEPS.size());
    } catch (KuayuException failure) {
      if (!deferring) {
        throw failure;
      }
      LOG.warn("the rest of an erasure is left for later: {}", failure.getMessage());
    }
    return done;
  }

  private static LearntData.Removal removal(
      long erased, int checkpoints, List<String> recounted, int steps) {
    return new LearntData.Removal(
        erased,
        checkpoints,
        List.copyOf(recounted),
        LearntData.STEPS.subList(steps, LearntData.STEPS.size()));
  }

  @Override
  public LearntData.Removal soFar() {
    return done;
  }

  /**
   * People can be taken out of a model only where it differs from the time before by this erasure
   * alone; else it is trained again.
   */
  private List<String> recount() {
    PendingErasures pending = PendingErasures.of(workspace.configuration());
    List<String> counting =
        pending.models().stream().filter(ModelFamilies::unlearnsByCounting).toList();
    if (pending.allSince(begin, counting)) {
      return workspace.recount(before);
    }
    for (String model : counting) {
      var _ = workspace.training().train(Optional.of(model));
    }
    return counting;
  }

  @Override
  public List<String> waiting() {
    return PendingErasures.of(workspace.configuration()).models();
  }

  @Override
  public Map<String, Boolean> check(Consumer<Path> naming) {
    return new ErasureCheck(workspace, user, naming).run();
  }
}
