package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.Stacks;
import io.quarterdeck.cli.terminal.Console;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs the steps stack, file, load, export and report. Each step does only what is missing, so an
 * interrupted bootstrap can be run again. If the database cannot be reached from this machine, the
 * dataset's job loads the file and no report is written.
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
   * @throws io.quarterdeck.loader.failure.Failure if a step fails or another bootstrap is running
   */
  public BootstrapResult run() {
    return BootstrapLock.holding(request.folders().state(), this::runSteps);
  }

  private BootstrapResult runSteps() {
    Stack stack = steps.run("stack", this::open);
    Postgres postgres =
        new Postgres(
            stack.postgres(),
            "quarterdeck load of " + request.dataset().name() + " by " + Origin.here());
    FileStep.Result file =
        steps.run("file", progress -> new FileStep(request, stack, postgres).run(progress));
    LoadStep.Result load =
        steps.run("load", progress -> new LoadStep(request, stack, postgres).run(file, progress));
    ExportResult export = steps.run("export", progress -> export(stack, postgres, load, progress));
    Optional<Path> report = steps.run("report", progress -> report(postgres, load, export));
    return new BootstrapResult(stack, load.loadId(), export, report);
  }

  private Steps.Outcome<Stack> open(StepProgress progress) {
    Stack stack = Stacks.open(request.stack(), progress);
    String database = stack.postgres().jdbcUrl().replaceFirst("^jdbc:postgresql://", "");
    return new Steps.Outcome<>(stack, request.stack().words() + ": PostgreSQL at " + database);
  }

  private Steps.Outcome<ExportResult> export(
      Stack stack, Postgres postgres, LoadStep.Result load, StepProgress progress) {
    if (load.export().isPresent() && !load.reach().isOpen()) {
      // The database cannot be reached, so later published loads are not visible.
      ExportResult made = load.export().get();
      return new Steps.Outcome<>(made, "exported already, to " + made.data());
    }
    ExportStep.Result result =
        new ExportStep(
                stack, postgres, request.dataset(), request.datasetFile(), request.deadline())
            .run(ExportStep.When.NEEDED, progress);
    ExportResult export = result.export();
    String outcome =
        result.outcome() == ExportStep.Outcome.EXPORTED
            ? String.format(Locale.ROOT, "%,d rows to %s", export.rows(), export.data())
            : "exported already, to " + export.data();
    return new Steps.Outcome<>(export, outcome);
  }

  private Steps.Outcome<Optional<Path>> report(
      Postgres postgres, LoadStep.Result load, ExportResult export) {
    Reach reach = load.reach();
    if (!reach.isOpen()) {
      return new Steps.Outcome<>(
          Optional.empty(), "not written: its figures are in PostgreSQL, and " + reach.found());
    }
    ReportStep.write(request, postgres, load.loadId(), export, steps.timings());
    return new Steps.Outcome<>(Optional.of(request.report()), request.report().toString());
  }
}
