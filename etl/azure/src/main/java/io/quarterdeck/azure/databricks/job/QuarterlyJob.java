package io.quarterdeck.azure.databricks.job;

import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Definition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The quarterly job of a dataset in the workspace. */
public final class QuarterlyJob implements StartableJob {
  private final JobEnvironment environment;
  private final Dataset dataset;
  private final WorkspaceJob job;

  public QuarterlyJob(Workspace workspace, JobEnvironment environment, Dataset dataset) {
    this.environment = environment;
    this.dataset = dataset;
    this.job =
        new WorkspaceJob(
            workspace,
            environment.stack(),
            JobDefinition.name(dataset),
            "register --stack %s --dataset %s".formatted(environment.stack(), dataset.name()));
  }

  /** Returns the job in the workspace. */
  public WorkspaceJob job() {
    return job;
  }

  @Override
  public String name() {
    return job.name();
  }

  /**
   * Returns whether the job exists.
   *
   * @throws Failure if register did not create the job with that name
   */
  public boolean isRegistered() {
    return job.isRegistered();
  }

  /**
   * Returns the id of the registered job.
   *
   * @throws Failure if the job does not exist, or register did not create it
   */
  public long id() {
    return job.id();
  }

  /**
   * Returns the id of the registered job, after checking that it has this dataset file.
   *
   * @throws Failure if the job does not exist, register did not create it, or it has another
   *     dataset file
   */
  @Override
  public long currentId() {
    long id = id();
    registeredDataset(job.whole(id)).ifPresent(this::refuseOther);
    return id;
  }

  /** Returns the dataset from the dataset file in the registered job's arguments. */
  private static Optional<Dataset> registeredDataset(WorkspaceJob.Found job) {
    return Optional.ofNullable(job.settings().getTasks()).stream()
        .flatMap(Collection::stream)
        .filter(task -> task.getSparkJarTask() != null)
        .map(task -> task.getSparkJarTask().getParameters())
        .filter(parameters -> parameters != null && parameters.contains(JobFlag.DATASET.flag()))
        .map(List::copyOf)
        .map(parameters -> parameters.get(parameters.indexOf(JobFlag.DATASET.flag()) + 1))
        .map(text -> DatasetFile.parse(text, Path.of("the registered job")))
        .findFirst();
  }

  private void refuseOther(Dataset registered) {
    if (!registered.equals(dataset)) {
      List<String> changes =
          new ArrayList<>(Definition.of(registered).differences(Definition.of(dataset)));
      if (!registered.table().equals(dataset.table())) {
        changes.add(0, "table " + registered.table() + " there, " + dataset.table() + " here");
      }
      throw Failure.of(
          "Cannot run the job %s: its dataset file differs from the one here%s; "
              + "expected the same. Register the job again: ./quarterdeck register --stack "
              + "%s --dataset %s",
          name(),
          changes.isEmpty() ? "" : " (" + String.join("; ", changes) + ")",
          environment.stack(),
          dataset.name());
    }
  }

  /** Returns the URL of the job's page. */
  public String link(long id) {
    return job.link(id);
  }
}
