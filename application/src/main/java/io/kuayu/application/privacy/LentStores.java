package io.kuayu.application.privacy;

import io.kuayu.privacy.PrivacyRules;
import io.kuayu.privacy.pseudonym.Pseudonyms;
import io.kuayu.storage.ConsentRecorder;
import io.kuayu.storage.Stores;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The stores of a running server, which stay open and owned by it. Thread-safe. */
public final class LentStores implements StoreAccess {
  private final StoreSession session;
  private final ReadWriteLock events = new ReentrantReadWriteLock();

  /**
   * @param pseudonym stands for a person by a keyed hash
   */
  public LentStores(Stores stores, PrivacyRules rules, UnaryOperator<String> pseudonym) {
    session =
        new StoreSession(stores, rules, ConsentRecorder.of(rules, stores.privacy(), pseudonym));
  }

  /** The stores themselves. */
  public StoreSession session() {
    return session;
  }

  @Override
  public Pseudonyms names() {
    return session.rules().names();
  }

  @Override
  public <T> T with(Function<StoreSession, T> work) {
    return work.apply(session);
  }

  @Override
  public <T> T exclusively(Function<StoreSession, T> work) {
    events.writeLock().lock();
    try {
      return work.apply(session);
    } finally {
      events.writeLock().unlock();
    }
  }

  /** Stores events beside others who do, but not during an erasure. */
  public <T> T storing(Function<StoreSession, T> work) {
    events.readLock().lock();
    try {
      return work.apply(session);
    } finally {
      events.readLock().unlock();
    }
  }
}
