package io.kuayu.server;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/** Processor time of threads. */
final class ProcessorTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Absent if the JVM only interprets. */
  private static final @Nullable CompilationMXBean COMPILERS =
      ManagementFactory.getCompilationMXBean();

  private static final long NANOSECONDS = 1_000_000;

  private ProcessorTime() {}

  /** Nanoseconds of processor time; wall-clock time where the JVM does not report it. */
  static long ofThisThread() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Nanoseconds that the JVM has spent on compiling, 0 if it does not report it. */
  static long ofCompilers() {
    return COMPILERS != null && COMPILERS.isCompilationTimeMonitoringSupported()
        ? COMPILERS.getTotalCompilationTime() * NANOSECONDS
        : 0;
  }
}
