package io.quarterdeck.cli.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.azure.databricks.JobsRegistration;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.bootstrap.Steps.Outcome;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.bootstrap.SystemSteps;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.cli.doctor.Status;
import io.quarterdeck.cli.factory.FactoryRegister;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.EmitFlag;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.retry.Backoff;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The steps of the streaming system: event hub, jobs, pipelines, batch, events and orders. The step
 * batch runs the pipeline that copies stores and products, unless a copy exists. On the local
 * stack, the step batch first generates the files, and the step events sends events. On Azure, the
 * company provides the files, and the function app sends events.
 */
public final class StreamingSteps implements SystemSteps {
  /**
   * Enough events for each fault; a run of the job needs about a minute, however many there are.
   */
  private static final int EVENTS = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.STREAMING;
  }

  @Override
  public int count() {
    return 6;
  }

  @Override
  public SystemResult run(BootstrapRequest request, Stack stack, Reach reach, Steps steps) {
    StreamingStack streaming = steps.run("event hub", progress -> hub(request, progress));
    steps.run("jobs", progress -> register(request, streaming, progress));
    steps.run("pipelines", progress -> publish(request, streaming, progress));
    steps.run("batch", progress -> batch(request, streaming, progress));
    steps.run("events", progress -> events(request, streaming, progress));
    Map<String, String> metrics =
        steps.run("orders", progress -> orders(request, streaming, progress));
    return new StreamingResult(streaming.outputs(), metrics);
  }

  private static Outcome<StreamingStack> hub(BootstrapRequest request, StepProgress progress) {
    StreamingStack streaming = StreamingStack.open(request.stack(), progress);
    Check check =
        StreamingChecks.namespace(
            streaming.connected().outputs(), new ManagementClients(streaming.connected().access()));
    Finding finding = check.look();
    if (finding.status() != Status.OK) {
      throw Failure.of(
          "Cannot use Event Hubs: found %s; expected a working namespace. Run ./quarterdeck doctor.",
          finding.found());
    }
    return new Outcome<>(
        streaming, streaming.outputs().hub() + " at " + streaming.outputs().host());
  }

  private static Outcome<Boolean> register(
      BootstrapRequest request, StreamingStack streaming, StepProgress progress) {
    // Otherwise the jobs would be registered before a missing address refuses the publication.
    pipelines(request, streaming).check();
    JobsRegistration.Result result =
        StreamingRegister.registration(
                streaming,
                JobOptions.defaults(streaming.environment()),
                new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
                request.catalog(),
                progress)
            .run(Registration.Mode.APPLY);
    return new Outcome<>(
        result.isUnchanged(), result.isUnchanged() ? "registered already" : "registered the jobs");
  }

  private static Outcome<Integer> publish(
      BootstrapRequest request, StreamingStack streaming, StepProgress progress) {
    List<String> changes =
        pipelines(request, streaming).run(FactoryPublication.Mode.APPLY, progress);
    return new Outcome<>(
        changes.size(), changes.isEmpty() ? "published already" : "published the pipelines");
  }

  private static StreamingPipelines pipelines(BootstrapRequest request, StreamingStack streaming) {
    return new StreamingPipelines(
        streaming,
        new FactoryRegister(
            streaming.connected(),
            streaming.environment(),
            streaming.workspace(),
            request.catalog(),
            FactoryRegister.Policy.DEFAULT));
  }

  private static Outcome<Long> batch(
      BootstrapRequest request, StreamingStack streaming, StepProgress progress) {
    ReferenceCopies copies = new ReferenceCopies(streaming, request.deadline(), progress);
    if (copies.exist()) {
      return new Outcome<>(0L, "copied already");
    }
    if (streaming.environment().isLocal()) {
      ReferenceCopies.generate(
          ServiceLoader.load(SampleFiles.class).findFirst().orElseThrow(), request.sample().seed());
    }
    // The pipelines count days in UTC.
    LocalDate day = LocalDate.now(Clock.systemUTC());
    long rows = copies.copy(day);
    return new Outcome<>(rows, "%d stores and products of %s".formatted(rows, day));
  }

  private static Outcome<String> events(
      BootstrapRequest request, StreamingStack streaming, StepProgress progress) {
    if (!streaming.environment().isLocal()) {
      return new Outcome<>("", "none: the function app sends the events of this stack");
    }
    if (!new StreamMetrics(streaming.tables(progress)).summary().isEmpty()) {
      return new Outcome<>("", "sent already");
    }
    progress.phase("sending events");
    String sent =
        ServiceLoader.load(SampleEvents.class).findFirst().orElseThrow().emit(flags(request));
    return new Outcome<>(sent, words(sent));
  }

  /** Returns what was sent, from the JSON object of {@code emit}. */
  private static String words(String sent) {
    try {
      JsonNode counts = JSON.readTree(sent);
      if (counts.path("sent").asLong() == 0) {
        return "sent already";
      }
      return String.format(
          Locale.ROOT,
          "%,d sent; %d of them again, %d late, %d out of order, %d malformed",
          counts.path("sent").asLong(),
          counts.path("duplicates").asLong(),
          counts.path("late").asLong(),
          counts.path("outOfOrder").asLong(),
          counts.path("malformed").asLong());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(sent, e);
    }
  }

  private static List<String> flags(BootstrapRequest request) {
    Map<EmitFlag, Object> values =
        Map.of(
            // If a job failed, there are no results, but the events must not be sent again.
            EmitFlag.ONCE, "bootstrap",
            EmitFlag.EVENTS, EVENTS,
            EmitFlag.SEED, request.sample().seed(),
            EmitFlag.DUPLICATES, 2,
            EmitFlag.LATE, 1,
            EmitFlag.OUT_OF_ORDER, 3,
            EmitFlag.MALFORMED, 1);
    List<String> flags = new ArrayList<>();
    values.forEach(
        (flag, value) -> {
          flags.add(flag.flag());
          flags.add(value.toString());
        });
    return flags;
  }

  private static Outcome<Map<String, String>> orders(
      BootstrapRequest request, StreamingStack streaming, StepProgress progress) {
    StreamingRuns runs =
        new StreamingRuns(streaming.workspace(), streaming.environment().stack(), progress);
    long run = runs.start(StreamingJob.ORDERS, Map.of());
    new RunWatch(
            streaming.workspace(),
            Backoff.POLITE,
            new RunWatch.Limits(RunWatch.AWAY, request.deadline()),
            progress)
        .awaitSuccess(run);
    Map<String, String> metrics = new StreamMetrics(streaming.tables(progress)).summary();
    if (metrics.isEmpty()) {
      throw Failure.of(
          "Cannot show the orders: found no %s; expected the results of run %d. Look at the run:"
              + " ./quarterdeck runs --systems streaming",
          StreamName.SUMMARY_CSV.streamName(), run);
    }
    return new Outcome<>(
        metrics,
        String.format(
            Locale.ROOT,
            "%,d events, %,d accepted in run %d",
            Long.parseLong(metrics.get("events")),
            Long.parseLong(metrics.get("accepted")),
            run));
  }
}
