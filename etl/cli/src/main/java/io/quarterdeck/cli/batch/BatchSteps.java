package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.bootstrap.SystemSteps;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The steps of the batch system: file, load, export and report. If this machine cannot connect to
 * the database, the dataset's job loads the file and no report is written.
 */
public final class BatchSteps implements SystemSteps {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.BATCH;
  }

  @Override
  public int count() {
    return 4;
  }

  @Override
  public SystemResult run(BootstrapRequest request, Stack stack, Reach reach, Steps steps) {
    Postgres postgres =
        new Postgres(
            stack.postgres(),
            "quarterdeck load of " + request.dataset().name() + " by " + Origin.here());
    FileStep.Result file =
        steps.run("file", progress -> new FileStep(request, stack, postgres).run(reach, progress));
    LoadStep.Result load =
        steps.run("load", progress -> new LoadStep(request, stack, postgres).run(file, progress));
    ExportResult export =
        steps.run("export", progress -> export(request, stack, postgres, load, progress));
    Optional<Path> report =
        steps.run("report", progress -> report(request, postgres, load, export, steps));
    return new BatchResult(request.dataset(), stack, load.loadId(), export, report);
  }

  private static Steps.Outcome<ExportResult> export(
      BootstrapRequest request,
      Stack stack,
      Postgres postgres,
      LoadStep.Result load,
      StepProgress progress) {
    if (load.export().isPresent() && !load.reach().isOpen()) {
      // Without the database, this machine does not know whether a newer load was published.
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

  private static Steps.Outcome<Optional<Path>> report(
      BootstrapRequest request,
      Postgres postgres,
      LoadStep.Result load,
      ExportResult export,
      Steps steps) {
    Reach reach = load.reach();
    if (!reach.isOpen()) {
      return new Steps.Outcome<>(
          Optional.empty(), "not written: its figures are in PostgreSQL, and " + reach.found());
    }
    ReportStep.write(request, postgres, load.loadId(), export, steps.timings());
    return new Steps.Outcome<>(Optional.of(request.report()), request.report().toString());
  }
}
