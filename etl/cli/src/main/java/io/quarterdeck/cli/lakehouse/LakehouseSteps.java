package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.JobsRegistration;
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
import io.quarterdeck.cli.factory.FactoryRegister;
import io.quarterdeck.cli.report.TopicsReport;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.LakeName;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;

/**
 * The steps of the lakehouse: jobs, pipelines, source, weekly and daily. The steps weekly and daily
 * run the pipelines of the data factory, which copy the data of the source and start the jobs.
 * Weekly data is ingested before daily data. On the local stack, the step source generates the
 * data; on Azure, it does nothing.
 */
public final class LakehouseSteps implements SystemSteps {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.LAKEHOUSE;
  }

  @Override
  public int count() {
    return 5;
  }

  @Override
  public SystemResult run(BootstrapRequest request, Stack stack, Reach reach, Steps steps) {
    LakehouseStack lakehouse = steps.run("jobs", progress -> register(request, progress));
    steps.run("pipelines", progress -> publish(request, lakehouse, progress));
    SourceData source = new SourceData(request, stack, lakehouse);
    steps.run("source", source::create);
    CopiedDays days = new CopiedDays(request, lakehouse, source);
    steps.run("weekly", days::weekly);
    List<Topic> top = steps.run("daily", progress -> daily(days, lakehouse, progress));
    return new LakehouseResult(top, lakehouse.outputs().lake().blobEndpoint());
  }

  private static Outcome<List<Topic>> daily(
      CopiedDays days, LakehouseStack lakehouse, StepProgress progress) {
    String outcome = days.daily(progress).outcome();
    ModelLog.of(lakehouse, progress).write();
    List<Topic> topics = new LakeResults(lakehouse.lake(progress)).topics();
    if (topics.isEmpty()) {
      throw Failure.of(
          "Cannot show the topics: found no %s; expected the topics of at least one day. Run the"
              + " daily job: ./quarterdeck run --systems lakehouse --job daily --day DAY",
          LakeName.TOPICS_CSV.lakeName());
    }
    return new Outcome<>(TopicsReport.top(topics), outcome);
  }

  private static Outcome<LakehouseStack> register(BootstrapRequest request, StepProgress progress) {
    LakehouseStack lakehouse = LakehouseStack.open(request.stack(), progress);
    JobsRegistration.Result result =
        registration(request, lakehouse, progress).run(Registration.Mode.APPLY);
    return new Outcome<>(
        lakehouse, result.isUnchanged() ? "registered already" : "registered the jobs");
  }

  /** Publishes the pipelines, which refer to the jobs. */
  private static Outcome<Integer> publish(
      BootstrapRequest request, LakehouseStack lakehouse, StepProgress progress) {
    List<String> changes =
        new LakehousePipelines(
                new FactoryRegister(
                    lakehouse.connected(),
                    lakehouse.environment(),
                    lakehouse.workspace(),
                    request.catalog(),
                    FactoryRegister.Policy.DEFAULT))
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
