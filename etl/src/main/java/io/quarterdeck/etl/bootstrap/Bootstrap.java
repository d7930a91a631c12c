package io.quarterdeck.etl.bootstrap;

import io.quarterdeck.etl.blob.Landing;
import io.quarterdeck.etl.load.LoadRequest;
import io.quarterdeck.etl.load.LoadResult;
import io.quarterdeck.etl.load.Loader;
import io.quarterdeck.etl.load.RowReading;
import io.quarterdeck.etl.load.Who;
import io.quarterdeck.etl.postgres.Postgres;
import io.quarterdeck.etl.stack.ExportResult;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.stack.Stacks;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Puts a stack to work: stack, file, load, export, report. Each step does only what is missing, so
 * a bootstrap that broke off is repaired by the next one.
 */
public final class Bootstrap {
  private final BootstrapRequest request;
  private final Steps steps;

  public Bootstrap(BootstrapRequest request, Console console) {
    this.request = request;
    this.steps = new Steps(console, 5);
  }

  /**
   * Runs all steps.
   *
   * @throws io.quarterdeck.etl.Failure when a step fails, or another bootstrap is at it
   */
  public BootstrapResult run() {
    return BootstrapLock.holding(request.folders().state(), this::runSteps);
  }

  private BootstrapResult runSteps() {
    Stack stack = steps.run("stack " + request.stack().words(), this::open);
    Path file = steps.run("file", this::file);
    Postgres postgres =
        new Postgres(
            stack.postgres(),
            "quarterdeck load of " + request.dataset().name() + " by " + Who.here());
    LoadResult load = steps.run("load", progress -> load(stack, postgres, file, progress));
    ExportResult export = steps.run("export", progress -> export(stack, postgres, progress));
    return steps.run(
        "report",
        progress -> {
          ReportStep.write(request, postgres, load.entry(), export, steps.timings());
          return new Steps.Outcome<>(
              new BootstrapResult(stack, load, export, request.report()),
              request.report().toString());
        });
  }

  private Steps.Outcome<Stack> open(StepProgress progress) {
    Stack stack = Stacks.open(request.stack(), progress);
    return new Steps.Outcome<>(
        stack, "PostgreSQL at " + stack.postgres() + ", Blob at " + stack.blob().url());
  }

  private Steps.Outcome<Path> file(StepProgress progress) {
    return request
        .file()
        .map(file -> new Steps.Outcome<>(file, file.toString()))
        .orElseGet(() -> ReferenceStep.run(request.folders(), progress));
  }

  private Steps.Outcome<LoadResult> load(
      Stack stack, Postgres postgres, Path file, StepProgress progress) {
    RowReading reading =
        new RowReading(
            file,
            request.dataset(),
            request.rejectLimit(),
            request.duplicates(),
            request.rejects());
    LoadRequest load = LoadRequest.of(reading, Optional.of(new Landing(stack.blob())));
    LoadResult result = new Loader(postgres, load, progress).run();
    String outcome =
        result.outcome() == LoadResult.Outcome.PUBLISHED
            ? String.format(
                Locale.ROOT,
                "%,d rows into %s as load %d",
                result.entry().rowsLoaded().orElse(0),
                request.dataset().table(),
                result.entry().id())
            : "loaded already, as load " + result.entry().id();
    return new Steps.Outcome<>(result, outcome);
  }

  private Steps.Outcome<ExportResult> export(
      Stack stack, Postgres postgres, StepProgress progress) {
    ExportStep.Result result =
        new ExportStep(stack, postgres, request.dataset(), request.datasetFile())
            .run(ExportStep.When.NEEDED, progress);
    ExportResult export = result.export();
    String outcome =
        result.outcome() == ExportStep.Outcome.EXPORTED
            ? String.format(Locale.ROOT, "%,d rows to %s", export.rows(), export.data())
            : "exported already, to " + export.data();
    return new Steps.Outcome<>(export, outcome);
  }
}
