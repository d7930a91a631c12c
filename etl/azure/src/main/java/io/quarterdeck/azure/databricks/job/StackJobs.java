package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    return areTagsOf(stack, settings.getTags());
  }

  /**
   * Returns whether {@code register} created an object with these tags for a stack.
   *
   * @param tags the tags; null if there are none
   */
  public static boolean areTagsOf(String stack, Map<String, String> tags) {
    return tags != null
        && JobDefinition.MANAGED_BY_VALUE.equals(tags.get(JobDefinition.MANAGED_BY))
        && stack.equals(tags.get("stack"));
  }
}
