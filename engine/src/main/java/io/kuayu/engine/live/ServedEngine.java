package io.kuayu.engine.live;

import io.kuayu.engine.Engine;

/**
 * An engine with a reference count of its requests: its model is closed when it is retired and the
 * last request has finished.
 */
final class ServedEngine {
  private final Engine engine;
  private int users = 1;

  /**
   * @param engine the engine, whose model is owned from now on
   */
  ServedEngine(Engine engine) {
    this.engine = engine;
  }

  Engine engine() {
    return engine;
  }

  /** Acquires a reference; false where it is closed already. */
  synchronized boolean enter() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Releases a reference of a request, or the one held while it was current. */
  void leave() {
    boolean last;
    synchronized (this) {
      last = --users == 0;
    }
    if (last) {
      engine.model().close();
    }
  }
}
