package io.quarterdeck.cli.job;

import io.quarterdeck.azure.connection.JobLogin;
import io.quarterdeck.azure.databricks.JobsRegistration;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.bundle.AssetBundle;
import io.quarterdeck.azure.databricks.job.DifferenceText;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.datafactory.FactoryPublication;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.factory.FactoryRegister;
import io.quarterdeck.cli.lakehouse.LakehousePipelines;
import io.quarterdeck.cli.lakehouse.LakehouseRegister;
import io.quarterdeck.cli.lakehouse.ViewRegister;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.JobOptionsMixin;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.streaming.StreamingBundle;
import io.quarterdeck.cli.streaming.StreamingPipelines;
import io.quarterdeck.cli.streaming.StreamingRegister;
import io.quarterdeck.cli.streaming.StreamingStack;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Registers a dataset's job in the stack's Databricks workspace. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Registers a dataset's job in Databricks: uploads the jar, and creates or updates"
          + " the job. With --systems lakehouse or streaming, registers the jobs of this system.",
      "Needs a workspace that setup-workspace has set up. A repeated run changes only differences."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck register --stack dev --dry-run",
      "  ./quarterdeck register --stack dev --dataset sales --notify data@contoso.com"
    })
public final class RegisterCommand implements Callable<Integer> {
  private static final String INTERRUPTED =
      "Interrupted. Objects created so far are kept. Run register again to continue.";

  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private JobOptionsMixin options;
  @Mixin private SystemsOption systems;

  @Option(
      names = "--dry-run",
      description = "Print the changes field by field, without making them.")
  private boolean dryRun;

  @Option(names = "--keep-drift", description = "Keep manual edits in the workspace.")
  private boolean keepDrift;

  @Option(
      names = "--adopt",
      description = "Take over a job with that name that register did not create.")
  private boolean adopt;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "The catalog for the job's files (default: the workspace's default catalog).")
  private Optional<String> catalog;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = {
        "Streaming: write the jobs, the pipeline and a dashboard as a bundle of the Databricks CLI",
        "(databricks.yml) to this folder, and change nothing in the workspace."
      })
  private Optional<Path> bundle;

  @Override
  public Integer call() {
    if (bundle.isPresent()) {
      return callBundle(bundle.get());
    }
    return switch (systems.one()) {
      case BATCH -> callBatch();
      case LAKEHOUSE -> callLakehouse();
      case STREAMING -> print(Interruption.explained(INTERRUPTED, this::registerStreaming));
    };
  }

  private int callBundle(Path folder) {
    if (systems.one() != PlatformSystemName.STREAMING) {
      systems.refuse(List.of("--bundle"));
    }
    if (dryRun || keepDrift || adopt) {
      throw new ParameterException(
          command.commandLine(),
          "--bundle changes nothing in the workspace: leave out --dry-run, --keep-drift and --adopt");
    }
    List<String> files;
    try (StepProgress progress = Output.of(command).step("register")) {
      files =
          StreamingBundle.of(workspace.connect(progress), catalog)
              .write(folder, options.options(AssetBundle.environment()));
    }
    Output.of(command)
        .result(
            out -> {
              out.println("Wrote a bundle to " + folder + ":");
              files.forEach(file -> out.println("  " + file));
            },
            new JsonObject().with("bundle", folder.toString()).with("files", files)::text);
    return 0;
  }

  private int callBatch() {
    Registration.Result result = Interruption.explained(INTERRUPTED, this::register);
    Output.of(command).result(out -> print(result, out), () -> json(result));
    return 0;
  }

  private int callLakehouse() {
    return print(Interruption.explained(INTERRUPTED, this::registerLakehouse));
  }

  private int print(List<String> changes) {
    Output.of(command)
        .result(
            out -> {
              out.println(heading(changes.stream().noneMatch(DifferenceText::isChange)));
              changes.forEach(line -> out.println("  " + line));
            },
            new JsonObject().with("dryRun", dryRun).with("changes", changes)::text);
    return 0;
  }

  /**
   * Registers the jobs, then the pipelines, which refer to the jobs, then the views. Returns the
   * changes.
   */
  private List<String> registerLakehouse() {
    try (StepProgress progress = Output.of(command).step("register")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      JobsRegistration.Result jobs =
          LakehouseRegister.registration(
                  opened.environment(),
                  opened.workspace(),
                  options.options(opened.environment()),
                  policy(),
                  catalog,
                  progress)
              .run(dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY);
      List<String> changes = new ArrayList<>(jobs.text());
      changes.addAll(new LakehousePipelines(factory(opened)).run(publication(), progress));
      if (dryRun) {
        progress.note("A dry run does not show changes of the views in the serverless SQL pool.");
      } else {
        changes.addAll(ViewRegister.publish(opened.connected(), progress));
      }
      return changes;
    }
  }

  /** Registers the jobs of the streaming system, then its pipeline. Returns the changes. */
  private List<String> registerStreaming() {
    try (StepProgress progress = Output.of(command).step("register")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      StreamingStack stack = StreamingStack.of(opened.connected());
      StreamingPipelines pipelines = new StreamingPipelines(stack, factory(opened));
      pipelines.check();
      JobsRegistration.Result jobs =
          StreamingRegister.registration(
                  stack, options.options(stack.environment()), policy(), catalog, progress)
              .run(dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY);
      List<String> changes = new ArrayList<>(jobs.text());
      changes.addAll(pipelines.run(publication(), progress));
      return changes;
    }
  }

  private String heading(boolean isUnchanged) {
    if (isUnchanged) {
      return "Everything is up to date: nothing to change.";
    }
    return dryRun ? "This would change:" : "This was changed:";
  }

  private FactoryRegister factory(WorkspaceOptions.Opened opened) {
    return new FactoryRegister(
        opened.connected(),
        opened.environment(),
        opened.workspace(),
        catalog,
        new FactoryRegister.Policy(
            adopt ? FactoryPublication.Adoption.ADOPT : FactoryPublication.Adoption.REFUSE,
            keepDrift ? FactoryPublication.Drift.KEEP : FactoryPublication.Drift.REVERT));
  }

  private FactoryPublication.Mode publication() {
    return dryRun ? FactoryPublication.Mode.DRY_RUN : FactoryPublication.Mode.APPLY;
  }

  private Registration.Result register() {
    Dataset described = dataset.dataset();
    try (StepProgress progress = Output.of(command).step("register")) {
      JobJar jar = JobJar.of(Folders.current().jobJar());
      WorkspaceOptions.Opened opened = workspace.open(progress);
      if (!dryRun) {
        new JobLogin(opened.connected()).create(opened.workspace(), progress);
      }
      RegistrationRequest request =
          new RegistrationRequest(
              opened.environment(),
              described,
              DatasetFile.text(dataset.file()),
              jar,
              options.options(opened.environment()),
              policy(),
              catalog);
      return new Registration(request, opened.workspace(), progress)
          .run(dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY);
    }
  }

  private JobUpsert.Policy policy() {
    return new JobUpsert.Policy(
        adopt ? WorkspaceJob.Adoption.ADOPT : WorkspaceJob.Adoption.REFUSE,
        keepDrift ? JobUpsert.Drift.KEEP : JobUpsert.Drift.REVERT);
  }

  private void print(Registration.Result result, PrintWriter out) {
    out.println(heading(result.isUnchanged()));
    Registration.text(result).forEach(line -> out.println("  " + line));
    out.println("The job: " + result.link());
  }

  private String json(Registration.Result result) {
    return new JsonObject()
        .with("dryRun", dryRun)
        .with("changes", Registration.text(result))
        .with("job", result.link())
        .text();
  }
}
