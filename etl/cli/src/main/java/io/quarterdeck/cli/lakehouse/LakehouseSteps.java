package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.LakehouseRegistration;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.bootstrap.Steps.Outcome;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.bootstrap.SystemSteps;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.PlatformSystemName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The steps of the lakehouse: jobs, pipelines, source, weekly, daily and report. The steps weekly
 * and daily run the pipelines of the data factory, which copy the data of the source and start the
 * jobs. Weekly data is ingested before daily data. On the local stack, the step source generates
 * the data; on Azure, it does nothing.
 */
public final class LakehouseSteps implements SystemSteps {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.LAKEHOUSE;
  }

  @Override
  public int count() {
    return 6;
  }

  @Override
  public SystemResult run(BootstrapRequest request, Stack stack, Reach reach, Steps steps) {
    LakehouseStack lakehouse = steps.run("jobs", progress -> register(request, progress));
    steps.run("pipelines", progress -> publish(request, lakehouse, progress));
    SourceData source = new SourceData(request, stack, lakehouse);
    steps.run("source", source::create);
    CopiedDays days = new CopiedDays(request, lakehouse, source);
    steps.run("weekly", days::weekly);
    steps.run("daily", days::daily);
    Path report = report(request);
    List<Topic> top =
        steps.run(
            "report",
            progress -> {
              ModelLog.of(lakehouse, progress).write();
              return new Outcome<>(
                  LakehouseReport.write(lakehouse, report, steps.timings(), progress),
                  report.toString());
            });
    return new LakehouseResult(top, report, lakehouse.outputs().lake().blobEndpoint());
  }

  /** With the batch system in the same bootstrap, each report has a file of its own. */
  private static Path report(BootstrapRequest request) {
    return request.systems().equals(Set.of(PlatformSystemName.LAKEHOUSE))
        ? request.report()
        : request.report().resolveSibling("topics-" + request.report().getFileName());
  }

  private static Outcome<LakehouseStack> register(BootstrapRequest request, StepProgress progress) {
    LakehouseStack lakehouse = LakehouseStack.open(request.stack(), progress);
    LakehouseRegistration.Result result =
        registration(request, lakehouse, progress).run(Registration.Mode.APPLY);
    return new Outcome<>(
        lakehouse, result.isUnchanged() ? "registered already" : "registered the jobs");
  }

  /** Publishes the pipelines, which refer to the jobs. */
  private static Outcome<Integer> publish(
      BootstrapRequest request, LakehouseStack lakehouse, StepProgress progress) {
    List<String> changes =
        new FactoryRegister(
                lakehouse.connected(),
                lakehouse.environment(),
                lakehouse.workspace(),
                request.catalog(),
                new FactoryRegister.Policy(
                    FactoryPublication.Adoption.REFUSE, FactoryPublication.Drift.REVERT))
            .run(FactoryPublication.Mode.APPLY, progress);
    return new Outcome<>(
        changes.size(), changes.isEmpty() ? "published already" : "published the pipelines");
  }

  /** Returns the registration of the jobs with their default options. */
  static LakehouseRegistration registration(
      BootstrapRequest request, LakehouseStack lakehouse, StepProgress progress) {
    return LakehouseRegister.registration(
        lakehouse.environment(),
        lakehouse.workspace(),
        JobOptions.defaults(lakehouse.environment()),
        new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
        request.catalog(),
        progress);
  }
}
