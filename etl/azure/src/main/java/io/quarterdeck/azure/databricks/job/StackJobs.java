package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The jobs that {@code register} created for a stack. Their tags identify them.
 *
 * @param workspace the workspace
 * @param stack the name of the stack
 */
public record StackJobs(Workspace workspace, String stack) {
  /**
   * Returns the jobs that the caller may see.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses the call
   */
  public List<BaseJob> list() {
    return workspace.call(
        "list the jobs",
        client -> {
          List<BaseJob> jobs = new ArrayList<>();
          client.jobs().list(new ListJobsRequest()).forEach(jobs::add);
          jobs.removeIf(job -> !contains(job.getSettings()));
          return jobs;
        });
  }

  /** Returns whether a job with these settings is one of them. */
  boolean contains(JobSettings settings) {
    Map<String, String> tags = Optional.ofNullable(settings.getTags()).orElse(Map.of());
    return JobDefinition.MANAGED_BY_VALUE.equals(tags.get(JobDefinition.MANAGED_BY))
        && stack.equals(tags.get("stack"));
  }
}
