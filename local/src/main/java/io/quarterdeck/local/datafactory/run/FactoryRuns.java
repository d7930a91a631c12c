package io.quarterdeck.local.datafactory.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.activity.ActivityFailure;
import io.quarterdeck.local.datafactory.activity.ActivityPrograms;
import io.quarterdeck.local.datafactory.activity.Artefacts;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts, queues, cancels and finds the runs of all factories. Thread-safe. */
public final class FactoryRuns implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FactoryRuns.class.getName());
  private static final long CLOSING_SECONDS = 30;

  /**
   * A factory that runs pipelines.
   *
   * @param id its resource id
   * @param artefacts its published artefacts
   * @param programs its activities
   */
  public record RunningFactory(String id, Artefacts artefacts, ActivityPrograms programs) {}

  /**
   * A request for a run again.
   *
   * @param runId the earlier run; the new run has its parameters and its group
   * @param fromFailure whether the activities that succeeded are not run again
   * @param fromActivity the first activity that runs; the earlier ones must have succeeded
   */
  public record Rerun(String runId, FromFailure fromFailure, Optional<String> fromActivity) {}

  /** Which activities a rerun repeats. */
  public enum FromFailure {
    ALL_ACTIVITIES,
    NOT_SUCCEEDED
  }

  /** Waits between two attempts at an activity. */
  @FunctionalInterface
  public interface Pauses {
    void pause(Duration time) throws InterruptedException;
  }

  private final FactoryRunHistory history;
  private final Clock clock;
  private final Pauses pauses;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(DaemonThreads.named("data factory run"));

  /** The threads of the runs that have started. */
  private final Map<String, Thread> active = new HashMap<>();

  private final Map<String, Runnable> queued = new HashMap<>();

  private FactoryRuns(FactoryRunHistory history, Clock clock, Pauses pauses) {
    this.history = history;
    this.clock = clock;
    this.pauses = pauses;
  }

  /** Opens the runs of an earlier process, and ends those that it left running. */
  public static FactoryRuns open(Path folder, Clock clock, Pauses pauses) throws IOException {
    FactoryRunHistory history = FactoryRunHistory.open(folder);
    FactoryRuns runs = new FactoryRuns(history, clock, pauses);
    for (PipelineRun run : history.all()) {
      if (!run.status().isFinal()) {
        runs.end(run, FactoryRunStatus.FAILED, "The local stack stopped during the run.");
      }
    }
    return runs;
  }

  /**
   * Starts a run, or queues it if the pipeline already has its greatest number of runs.
   *
   * @param parameters the given values; ignored for a rerun, as on Azure
   * @param invokedBy who or what starts the run, as Azure returns it
   * @return the id of the run
   * @throws ApiError if there is no such pipeline or earlier run, or a parameter is missing
   */
  public synchronized String start(
      RunningFactory factory,
      String name,
      JsonObject parameters,
      JsonObject invokedBy,
      Optional<Rerun> rerun) {
    JsonObject pipeline =
        factory
            .artefacts()
            .find(ArtefactKind.PIPELINE, name)
            .orElseThrow(
                () ->
                    ApiError.of(
                        404, "PipelineNotFound", "The pipeline '" + name + "' was not found."));
    String id = UUID.randomUUID().toString();
    Optional<PipelineRun> before = rerun.map(each -> existing(factory.id(), each.runId()));
    JsonObject values =
        before.map(PipelineRun::parameters).orElseGet(() -> values(pipeline, parameters));
    PipelineRun run =
        PipelineRun.queued(
            factory.id(),
            id,
            before.map(PipelineRun::group).orElse(id),
            name,
            new PipelineRun.Started(values, invokedBy),
            clock.instant());
    before.ifPresent(this::replace);
    history.save(run);
    Map<String, JsonObject> earlier = new HashMap<>();
    Set<String> reused =
        rerun.map(each -> reused(pipeline, each, before.orElseThrow(), earlier)).orElse(Set.of());
    queued.put(id, () -> execute(factory, pipeline, run, earlier, reused));
    next(factory.id(), name, pipeline);
    return id;
  }

  private void replace(PipelineRun before) {
    history.of(before.factory()).stream()
        .filter(each -> each.group().equals(before.group()))
        .forEach(
            each -> {
              each.replaced();
              history.save(each);
            });
  }

  private static JsonObject values(JsonObject pipeline, JsonObject given) {
    JsonObject declared =
        pipeline.has("parameters") ? pipeline.getAsJsonObject("parameters") : new JsonObject();
    for (String name : given.keySet()) {
      if (!declared.has(name)) {
        throw ApiError.of(
            400, "InvalidTemplate", "The pipeline has no parameter '%s'.".formatted(name));
      }
    }
    JsonObject values = new JsonObject();
    for (Map.Entry<String, JsonElement> each : declared.entrySet()) {
      JsonObject specification = each.getValue().getAsJsonObject();
      JsonElement value =
          given.has(each.getKey()) ? given.get(each.getKey()) : specification.get("defaultValue");
      if (value == null) {
        throw ApiError.of(
            400,
            "InvalidTemplate",
            "The value for the parameter '%s' is not provided.".formatted(each.getKey()));
      }
      values.add(each.getKey(), value);
    }
    return values;
  }

  /** Returns the top activities that are not run again, and adds all earlier results. */
  private static Set<String> reused(
      JsonObject pipeline, Rerun rerun, PipelineRun before, Map<String, JsonObject> earlier) {
    Set<String> succeeded = new TreeSet<>();
    for (JsonObject activity : before.activities()) {
      if (activity.get("status").getAsString().equals(FactoryRunStatus.SUCCEEDED.azureName())) {
        JsonObject result = new JsonObject();
        result.add("output", activity.get("output"));
        result.add("status", activity.get("status"));
        earlier.put(activity.get("activityName").getAsString(), result);
        succeeded.add(activity.get("activityName").getAsString());
      }
    }
    Set<String> repeated = new TreeSet<>();
    List<JsonObject> activities = PipelineExecution.objects(pipeline, "activities");
    if (rerun.fromActivity().isPresent()) {
      repeated.addAll(following(activities, rerun.fromActivity().get()));
    } else if (rerun.fromFailure() == FromFailure.ALL_ACTIVITIES) {
      earlier.clear();
      return Set.of();
    }
    succeeded.removeAll(repeated);
    return succeeded;
  }

  private static Set<String> following(List<JsonObject> activities, String first) {
    Set<String> following = new TreeSet<>(Set.of(first));
    boolean more = true;
    while (more) {
      more = false;
      for (JsonObject activity : activities) {
        Set<String> parents = PipelineExecution.conditions(activity).keySet();
        if (parents.stream().anyMatch(following::contains)) {
          more |= following.add(activity.get("name").getAsString());
        }
      }
    }
    return following;
  }

  private synchronized void next(String factory, String name, JsonObject pipeline) {
    int most =
        pipeline.has("concurrency") ? pipeline.get("concurrency").getAsInt() : Integer.MAX_VALUE;
    List<PipelineRun> runs =
        history.of(factory).stream().filter(run -> run.pipeline().equals(name)).toList();
    long running =
        runs.stream().filter(run -> run.status() == FactoryRunStatus.IN_PROGRESS).count();
    for (PipelineRun run : runs) {
      Runnable work = queued.get(run.id());
      if (work != null && running < most) {
        queued.remove(run.id());
        run.begin(clock.instant());
        history.save(run);
        threads.execute(work);
        running++;
      }
    }
  }

  private void execute(
      RunningFactory factory,
      JsonObject pipeline,
      PipelineRun run,
      Map<String, JsonObject> earlier,
      Set<String> reused) {
    try {
      if (claim(run)) {
        Optional<String> failure =
            new PipelineExecution(run, new Steps(factory), earlier).run(pipeline, reused);
        end(
            run,
            failure.isPresent() ? FactoryRunStatus.FAILED : FactoryRunStatus.SUCCEEDED,
            failure.orElse(""));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end(run, FactoryRunStatus.CANCELLED, "");
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Run " + run.id() + " failed in the emulator", e);
      end(run, FactoryRunStatus.FAILED, "InternalServerError: " + e);
    } finally {
      synchronized (this) {
        active.remove(run.id());
      }
      if (!threads.isShutdown()) {
        next(factory.id(), run.pipeline(), pipeline);
      }
    }
  }

  /** Returns false if the run was cancelled before its thread started. */
  private synchronized boolean claim(PipelineRun run) {
    if (run.status().isFinal()) {
      return false;
    }
    active.put(run.id(), Thread.currentThread());
    return true;
  }

  private synchronized void end(PipelineRun run, FactoryRunStatus status, String message) {
    if (!run.status().isFinal()) {
      run.end(status, message, clock.instant());
      history.save(run);
    }
    notifyAll();
  }

  /** Ends a run, if it has not ended. Its current activity is interrupted. */
  public synchronized void cancel(String factory, String id) {
    PipelineRun run = existing(factory, id);
    queued.remove(id);
    Thread thread = active.get(id);
    if (thread != null) {
      thread.interrupt();
    }
    end(run, FactoryRunStatus.CANCELLED, "");
  }

  /**
   * Returns a run as Azure does.
   *
   * @throws ApiError if there is no such run
   */
  public JsonObject find(String factory, String id) {
    return existing(factory, id).json();
  }

  /** Returns all runs of a factory as Azure does, newest first. */
  public List<JsonObject> list(String factory) {
    return history.of(factory).stream().map(PipelineRun::json).toList();
  }

  /** Returns the activity runs of a run as Azure does. */
  public List<JsonObject> activities(String factory, String id) {
    return existing(factory, id).activities();
  }

  private PipelineRun existing(String factory, String id) {
    return history
        .find(factory, id)
        .orElseThrow(
            () ->
                ApiError.of(
                    404,
                    "PipelineRunNotFound",
                    "Pipeline run with ID '%s' was not found.".formatted(id)));
  }

  private synchronized PipelineRun ended(PipelineRun run) throws InterruptedException {
    while (!run.status().isFinal()) {
      wait();
    }
    return run;
  }

  /** Interrupts all runs, and waits until they no longer write to the history. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(
            System.Logger.Level.WARNING,
            "Runs are still active {0} seconds after their interruption",
            CLOSING_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The steps of runs of one factory. */
  private final class Steps implements RunSteps {
    private final RunningFactory factory;

    Steps(RunningFactory factory) {
      this.factory = factory;
    }

    @Override
    public Clock clock() {
      return clock;
    }

    @Override
    public void save(PipelineRun run) {
      history.save(run);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
      pauses.pause(time);
    }

    @Override
    public JsonObject attempt(String id, JsonObject activity, TemplateScope scope, Duration timeout)
        throws ActivityFailure, InterruptedException {
      Future<JsonObject> work = threads.submit(() -> factory.programs().run(activity, id, scope));
      try {
        return work.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new ActivityFailure("2107", "Activity timed out after %s.".formatted(timeout), e);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ActivityFailure failure) {
          throw failure;
        }
        throw new ActivityFailure("2200", String.valueOf(e.getCause()), e);
      } finally {
        work.cancel(true);
      }
    }

    @Override
    public JsonObject execute(
        PipelineRun parent, String pipeline, JsonObject parameters, boolean wait)
        throws ActivityFailure, InterruptedException {
      JsonObject by = new JsonObject();
      by.addProperty("id", parent.id());
      by.addProperty("name", parent.pipeline());
      by.addProperty("invokedByType", "PipelineActivity");
      by.addProperty("pipelineName", parent.pipeline());
      by.addProperty("pipelineRunId", parent.id());
      String id;
      try {
        id = start(factory, pipeline, parameters, by, Optional.empty());
      } catch (ApiError e) {
        throw new ActivityFailure(e.code(), e.getMessage(), e);
      }
      JsonObject output = new JsonObject();
      output.addProperty("pipelineRunId", id);
      output.addProperty("pipelineName", pipeline);
      if (wait) {
        check(existing(factory.id(), id));
      }
      return output;
    }

    private void check(PipelineRun child) throws ActivityFailure, InterruptedException {
      try {
        ended(child);
      } catch (InterruptedException e) {
        cancel(factory.id(), child.id());
        throw e;
      }
      if (child.status() != FactoryRunStatus.SUCCEEDED) {
        throw new ActivityFailure(
            "ExecutePipelineFailed",
            "The run %s of the pipeline %s ended with %s. %s"
                .formatted(
                    child.id(), child.pipeline(), child.status().azureName(), child.message()));
      }
    }
  }
}
