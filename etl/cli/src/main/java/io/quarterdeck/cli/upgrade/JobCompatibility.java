package io.quarterdeck.cli.upgrade;

import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.job.Difference;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares the job's definition and jar with what a registration would write. */
final class JobCompatibility {
  static final String JOB = "job definition";
  static final String JAR = "job's jar";
  private static final Predicate<Difference> IS_JAR =
      difference -> difference.field().matches("tasks\\[.*]\\.libraries.*jar");

  private JobCompatibility() {}

  static List<Compatibility> of(
      RegistrationRequest request, Workspace workspace, Progress progress) {
    String register =
        "./quarterdeck register --stack %s --dataset %s"
            .formatted(request.environment().stack(), request.dataset().name());
    try {
      JobUpsert.Plan plan =
          new Registration(request, workspace, progress).run(Registration.Mode.DRY_RUN).job();
      if (plan.jobId().isEmpty()) {
        return List.of(
            Compatibility.differs(
                JOB, "no job " + plan.name(), "one", "Register it: " + register + "."),
            Compatibility.differs(JAR, "none", request.jar().name(), "Register the job."));
      }
      return List.of(definition(plan, register), jar(plan, request.jar().name(), register));
    } catch (Failure e) {
      return List.of(
          Compatibility.unknown(
              JOB, e.getMessage(), "a reachable workspace", "Fix the reported error."),
          Compatibility.unknown(
              JAR, "not asked", request.jar().name(), "Fix the error of the job definition."));
    }
  }

  private static Compatibility definition(JobUpsert.Plan plan, String register) {
    Map<Difference.Origin, List<Difference>> changes =
        plan.changes().stream()
            .filter(IS_JAR.negate())
            .collect(Collectors.groupingBy(Difference::origin));
    if (changes.isEmpty()) {
      return Compatibility.equal(JOB, plan.name());
    }
    String found =
        changes.entrySet().stream()
            .map(entry -> words(entry.getKey()) + ": " + fields(entry.getValue()))
            .sorted()
            .collect(Collectors.joining("; "));
    return Compatibility.differs(
        JOB,
        found,
        plan.name() + " as this version writes it",
        "See each field with "
            + register
            + " --dry-run, then update it with "
            + register
            + (changes.containsKey(Difference.Origin.DRIFT)
                ? " (--keep-drift keeps manual edits)."
                : "."));
  }

  private static Compatibility jar(JobUpsert.Plan plan, String name, String register) {
    return plan.changes().stream()
        .filter(IS_JAR)
        .findFirst()
        .map(
            change ->
                Compatibility.differs(
                    JAR,
                    change.found().map(path -> path.replaceAll("^.*/", "")).orElse("none"),
                    name,
                    "Upload this version's jar: " + register + "."))
        .orElseGet(() -> Compatibility.equal(JAR, name));
  }

  private static String words(Difference.Origin origin) {
    return switch (origin) {
      case DEFINITION -> "changed in this version or the dataset file";
      case DRIFT -> "edited in the workspace";
    };
  }

  private static String fields(List<Difference> differences) {
    return differences.stream().map(Difference::field).collect(Collectors.joining(", "));
  }
}
