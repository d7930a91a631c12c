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
import java.util.Locale;

/**
 * The steps of the batch system: file, load and export. If this machine cannot connect to the
 * database, the dataset's job loads the file.
 */
public final class BatchSteps implements SystemSteps {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.BATCH;
  }

  @Override
  public int count() {
    return 3;
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
    return new BatchResult(request.dataset(), stack, load.loadId(), export);
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
}
