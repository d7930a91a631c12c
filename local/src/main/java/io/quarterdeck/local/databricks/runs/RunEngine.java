package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.task.TaskThreads;
import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Starts, queues and ends runs. Thread-safe. */
final class RunEngine implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RunEngine.class.getName());

  private final Runs runs;
  private final Cluster cluster;
  private final TaskThreads threads = new TaskThreads("databricks run", this::stopAll);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("databricks run"));
  private final Map<Long, StopSignal> stops = new HashMap<>();

  RunEngine(Runs runs, Cluster cluster) {
    this.runs = runs;
    this.cluster = cluster;
  }

  /** Ends the runs that an earlier process left running, and continues with its queued runs. */
  synchronized void recover() throws IOException {
    for (WorkspaceRun run : oldestFirst()) {
      if (run.active() && !run.queued()) {
        run.leftovers().forEach(ProcessHandle::destroyForcibly);
        String message = TaskExecution.endMessage(RunEnd.LOST);
        long now = cluster.now();
        run.attempts().stream()
            .filter(attempt -> !attempt.ended())
            .forEach(attempt -> attempt.end(RunEnd.LOST, message, now));
        run.end(RunEnd.LOST, message, now);
        runs.save(run);
      }
    }
    beginWaiting();
  }

  /**
   * Starts or queues the requested run. Returns an existing run if one has the same idempotency
   * token.
   */
  synchronized WorkspaceRun submit(NewRun wanted) throws IOException {
    Optional<WorkspaceRun> before =
        wanted
            .token()
            .flatMap(
                token ->
                    runs.of(wanted.job().id()).stream()
                        .filter(run -> run.hasToken(token))
                        .findFirst());
    if (before.isPresent()) {
      return before.get();
    }
    WorkspaceRun run = wanted.run(runs::freshNumber, cluster.now());
    if (free(wanted.job().settings(), run.jobId())) {
      runs.add(run);
      begin(run);
    } else if (wanted.mayWait()) {
      run.set(RunStatus.queued(wanted.job().settings().get("max_concurrent_runs").getAsLong()));
      runs.add(run);
    } else {
      String message = "Skipped due to reaching maximum concurrent runs.";
      run.attempts().forEach(attempt -> attempt.end(RunEnd.TOO_MANY, message, cluster.now()));
      run.end(RunEnd.TOO_MANY, message, cluster.now());
      runs.add(run);
    }
    return run;
  }

  /** Ends the run, if it has not ended. */
  synchronized void cancel(WorkspaceRun run) throws IOException {
    if (run.queued()) {
      String message = TaskExecution.endMessage(RunEnd.CANCELED);
      run.attempts().forEach(attempt -> attempt.end(RunEnd.CANCELED, message, cluster.now()));
      run.end(RunEnd.CANCELED, message, cluster.now());
      runs.save(run);
    } else if (stops.containsKey(run.id())) {
      run.terminate();
      runs.save(run);
      stops.get(run.id()).now(RunEnd.CANCELED);
    }
  }

  /** Ends all runs of a job. */
  void cancelAll(long jobId) throws IOException {
    for (WorkspaceRun run : runs.of(jobId)) {
      cancel(run);
    }
  }

  @Override
  public void close() {
    threads.close();
  }

  private void stopAll() {
    synchronized (this) {
      stops.values().forEach(stop -> stop.now(RunEnd.LOST));
    }
    timer.shutdownNow();
  }

  private boolean free(JsonObject settings, long jobId) {
    long running = runs.of(jobId).stream().filter(run -> run.active() && !run.queued()).count();
    return running < settings.get("max_concurrent_runs").getAsLong();
  }

  private void beginWaiting() throws IOException {
    for (WorkspaceRun run : oldestFirst()) {
      if (run.queued() && free(run.settings(), run.jobId())) {
        begin(run);
      }
    }
  }

  private void begin(WorkspaceRun run) throws IOException {
    StopSignal stop = new StopSignal();
    stops.put(run.id(), stop);
    run.begin(cluster.now());
    runs.save(run);
    long limit = run.settings().get("timeout_seconds").getAsLong();
    if (limit > 0) {
      var unused = timer.schedule(() -> stop.now(RunEnd.TIMED_OUT), limit, TimeUnit.SECONDS);
    }
    threads.executor().execute(() -> execute(run, stop));
  }

  private void execute(WorkspaceRun run, StopSignal stop) {
    try {
      new RunExecution(runs, cluster, run, stop).execute(threads.executor());
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Run " + run.id() + " failed in the emulator", e);
      lose(run, stop, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      lose(run, stop, TaskExecution.endMessage(RunEnd.LOST));
    }
    next(run);
  }

  private void lose(WorkspaceRun run, StopSignal stop, String why) {
    stop.now(RunEnd.LOST);
    run.end(RunEnd.LOST, why, cluster.now());
    try {
      runs.save(run);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "Cannot store run " + run.id(), e);
    }
  }

  private synchronized void next(WorkspaceRun ended) {
    stops.remove(ended.id());
    if (threads.executor().isShutdown()) {
      return;
    }
    try {
      beginWaiting();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "Cannot start the next run", e);
    }
  }

  private List<WorkspaceRun> oldestFirst() {
    return runs.all().stream()
        .sorted(
            Comparator.comparingLong(WorkspaceRun::startTime).thenComparingLong(WorkspaceRun::id))
        .toList();
  }
}
