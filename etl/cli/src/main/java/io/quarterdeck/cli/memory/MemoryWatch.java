package io.quarterdeck.cli.memory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures the memory of this process, of the processes that it started, and of the local stack, at
 * regular times. A process that starts and ends between two measurements is not measured. On
 * systems other than Linux, it measures nothing. Thread-safe.
 */
public final class MemoryWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(MemoryWatch.class.getName());

  /** The name of the part for this process and the processes that it started. */
  static final String COMMAND = "command";

  /** One measurement takes about 10 ms for each gigabyte. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final Optional<StackProcesses> stack;
  private final ScheduledExecutorService timer;
  private PeakMemory peak = new PeakMemory(Map.of());

  private MemoryWatch(Optional<StackProcesses> stack) {
    this.stack = stack;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "memory watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to measure this process only. */
  public static MemoryWatch ofCommand() {
    return start(Optional.empty());
  }

  /** Starts to measure this process and the local stack. */
  public static MemoryWatch withLocalStack() {
    return start(ServiceLoader.load(StackProcesses.class).findFirst());
  }

  static MemoryWatch start(Optional<StackProcesses> stack) {
    MemoryWatch watch = new MemoryWatch(stack);
    if (ProcessMemory.isMeasured()) {
      var unused =
          watch.timer.scheduleWithFixedDelay(
              watch::measure, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }
    return watch;
  }

  /** A measurement that fails must not fail the command, and the next one may succeed. */
  private synchronized void measure() {
    try {
      peak = peak.max(new PeakMemory(now()));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "Cannot measure the memory of the local stack", e);
    }
  }

  private Map<String, Long> now() {
    Map<String, Long> bytes = new HashMap<>();
    Set<Long> counted = new HashSet<>();
    stack
        .map(StackProcesses::running)
        .orElse(Map.of())
        .forEach((part, processes) -> add(part, processes, counted, bytes));
    ProcessHandle own = ProcessHandle.current();
    add(COMMAND, Stream.concat(Stream.of(own), own.descendants()).toList(), counted, bytes);
    return bytes;
  }

  private static void add(
      String part, List<ProcessHandle> processes, Set<Long> counted, Map<String, Long> bytes) {
    for (ProcessHandle process : processes) {
      if (counted.add(process.pid())) {
        ProcessMemory.of(process.pid()).ifPresent(size -> bytes.merge(part, size, Long::sum));
      }
    }
  }

  /** Measures once more, and returns the peak since the start. */
  public PeakMemory peak() {
    if (ProcessMemory.isMeasured()) {
      measure();
    }
    synchronized (this) {
      return peak;
    }
  }

  /** Ends the measurements. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
