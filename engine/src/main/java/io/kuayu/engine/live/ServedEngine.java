package io.kuayu.engine.live;

import io.kuayu.engine.Engine;

/**
 * An engine that requests use, and how many do: its model is closed when it is retired and the last
 * request has left.
 */
final class ServedEngine {
  private final Engine engine;
  private int users = 1;

  /**
   * @param engine whose model is owned from now on
   */
  ServedEngine(Engine engine) {
    this.engine = engine;
  }

  Engine engine() {
    return engine;
  }

  /** Counts one more request; false where it is closed already. */
  synchronized boolean enter() {
    if (users == 0) {
      return false;
    }
    users++;
    return true;
  }

  /** Counts one request, or what made it current, less. */
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
