package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.DataSecurityMode;
import com.databricks.sdk.service.compute.RuntimeEngine;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.postgres.PostgresLogin;
import java.util.Map;

/**
 * Defines the job cluster of a run.
 *
 * @param environment the environment of the job
 * @param options the job's options
 * @param tags the tags of the machines
 * @param sparkConf the settings of Spark that differ from the defaults
 * @param variables the environment variables
 */
record ClusterDefinition(
    JobEnvironment environment,
    JobOptions options,
    Map<String, String> tags,
    Map<String, String> sparkConf,
    Map<String, String> variables) {
  ClusterSpec specification() {
    ClusterSpec cluster =
        new ClusterSpec()
            .setSparkVersion(JobOptions.RUNTIME)
            .setNodeTypeId(options.nodeType())
            .setNumWorkers((long) options.workers())
            // The API's name for dedicated access mode, which runs jars without restrictions.
            .setDataSecurityMode(DataSecurityMode.SINGLE_USER)
            .setRuntimeEngine(engine())
            .setAzureAttributes(MachineAttributes.of(options.machines()))
            .setCustomTags(tags);
    environment.runAs().ifPresent(cluster::setSingleUserName);
    if (!sparkConf.isEmpty()) {
      cluster.setSparkConf(sparkConf);
    }
    if (!variables.isEmpty()) {
      cluster.setSparkEnvVars(variables);
    }
    return cluster;
  }

  /** Returns the environment variable that passes the secret to the job for the database login. */
  static Map<String, String> signIn(String secretScope, String secret) {
    return Map.of(
        secret.equals(PostgresLogin.SECRET)
            ? EnvironmentVariables.POSTGRES_LOGIN
            : EnvironmentVariables.POSTGRES_PASSWORD,
        "{{secrets/%s/%s}}".formatted(secretScope, secret));
  }

  private RuntimeEngine engine() {
    return switch (options.engine()) {
      case STANDARD -> RuntimeEngine.STANDARD;
      case PHOTON -> RuntimeEngine.PHOTON;
    };
  }
}
