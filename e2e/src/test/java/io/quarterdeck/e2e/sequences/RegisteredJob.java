package io.quarterdeck.e2e.sequences;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.RunIf;
import com.databricks.sdk.service.jobs.Task;
import io.quarterdeck.e2e.Launcher.Ended;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a registered job: the main classes of its tasks with their arguments, in order. Tasks
 * are not retried.
 */
final class RegisteredJob {
  private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*([^{}]+?)\\s*\\}\\}");

  private final SequenceServers servers;
  private final JobSettings settings;
  private final long run;
  private final Map<String, Ended> ended = new HashMap<>();

  private RegisteredJob(SequenceServers servers, JobSettings settings) {
    this.servers = servers;
    this.settings = settings;
    this.run = servers.nextRun();
  }

  static RegisteredJob of(SequenceServers servers, String dataset) {
    // The dataset files of the sequences have no schedule.
    String name = "quarterdeck-" + dataset + "-on-demand";
    BaseJob job =
        servers.databricks().jobs().list(new ListJobsRequest().setName(name)).iterator().next();
    return new RegisteredJob(
        servers, servers.databricks().jobs().get(job.getJobId()).getSettings());
  }

  /** Runs the tasks. The run fails if a task fails or is skipped. */
  Ended run() throws IOException {
    int exitCode = 0;
    StringBuilder said = new StringBuilder();
    for (Task task : settings.getTasks()) {
      Optional<Ended> result = isDue(task) ? Optional.of(run(task)) : Optional.empty();
      result.ifPresent(each -> ended.put(task.getTaskKey(), each));
      if (result.filter(each -> each.exitCode() == 0).isEmpty()) {
        exitCode = 1;
      }
      said.append(task.getTaskKey())
          .append(": ")
          .append(result.map(Ended::error).orElse("left out"))
          .append('\n');
    }
    return new Ended(exitCode, "", said.toString());
  }

  private boolean isDue(Task task) {
    List<Boolean> before =
        Optional.ofNullable(task.getDependsOn()).stream()
            .flatMap(java.util.Collection::stream)
            .map(each -> ended.get(each.getTaskKey()))
            .map(each -> each != null && each.exitCode() == 0)
            .toList();
    RunIf condition = Optional.ofNullable(task.getRunIf()).orElse(RunIf.ALL_SUCCESS);
    return switch (condition) {
      case ALL_SUCCESS -> before.stream().allMatch(success -> success);
      case ALL_DONE -> true;
      case AT_LEAST_ONE_SUCCESS -> before.contains(true);
      case AT_LEAST_ONE_FAILED -> before.contains(false);
      case ALL_FAILED -> before.stream().noneMatch(success -> success);
      case NONE_FAILED -> !before.contains(false);
    };
  }

  private Ended run(Task task) throws IOException {
    List<String> parameters =
        task.getSparkJarTask().getParameters().stream().map(this::resolved).toList();
    return servers.task(task.getSparkJarTask().getMainClassName(), parameters);
  }

  /** Returns the parameter, in which Databricks' references are resolved. */
  private String resolved(String parameter) {
    return REFERENCE
        .matcher(parameter)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
  }

  private String value(String reference) {
    String parameters = "job.parameters.";
    if (reference.startsWith(parameters)) {
      return settings.getParameters().stream()
          .filter(each -> each.getName().equals(reference.substring(parameters.length())))
          .map(JobParameterDefinition::getDefault)
          .findFirst()
          .orElseThrow();
    }
    return switch (reference) {
      case "job.run_id" -> Long.toString(run);
      case "job.repair_count" -> "0";
      case "task.execution_count" -> "1";
      default -> throw new IllegalStateException("a reference that is not known: " + reference);
    };
  }
}
