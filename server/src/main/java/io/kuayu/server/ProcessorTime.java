package io.kuayu.server;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long a thread has been running on a processor, without its waiting for one. */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  /** Nanoseconds; by the clock where the system does not tell. */
  static long ofThisThread() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
