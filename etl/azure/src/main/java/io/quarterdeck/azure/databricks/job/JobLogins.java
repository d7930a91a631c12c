package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.UpdateJob;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.postgres.PostgresLogin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes a stack's registered jobs to sign in with the login in the vault. Clusters read the
 * secret when they start, so this is needed only after the first rotation.
 */
public record JobLogins(Workspace workspace, JobEnvironment environment) {
  /** Changes the jobs that use another secret, and returns their names. */
  public List<String> change() {
    Map<String, String> wanted =
        ClusterDefinition.signIn(VaultScope.name(environment), PostgresLogin.SECRET);
    List<String> changed = new ArrayList<>();
    for (BaseJob job : new StackJobs(workspace, environment.stack()).list()) {
      long id = job.getJobId();
      JobSettings settings =
          workspace.call("read the job " + id, client -> client.jobs().get(id).getSettings());
      List<JobCluster> clusters = clusters(settings);
      boolean differs = false;
      for (JobCluster cluster : clusters) {
        Map<String, String> variables =
            new HashMap<>(
                Optional.ofNullable(cluster.getNewCluster().getSparkEnvVars()).orElse(Map.of()));
        boolean old = variables.remove(EnvironmentVariables.POSTGRES_PASSWORD) != null;
        differs |= old;
        variables.putAll(old ? wanted : Map.of());
        cluster.getNewCluster().setSparkEnvVars(variables);
      }
      if (differs) {
        workspace.tell(
            "change the job " + settings.getName(),
            client ->
                client
                    .jobs()
                    .update(
                        new UpdateJob()
                            .setJobId(id)
                            .setNewSettings(new JobSettings().setJobClusters(clusters))));
        changed.add(settings.getName());
      }
    }
    return changed;
  }

  private static List<JobCluster> clusters(JobSettings settings) {
    return Optional.ofNullable(settings.getJobClusters()).map(List::copyOf).orElse(List.of());
  }
}
