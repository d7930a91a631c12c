package io.quarterdeck.local.airflow;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The folder and the environment variables of an Airflow that runs the DAG of the lakehouse against
 * the local stack. Airflow, the provider of Azure and the DAG are unchanged: the provider signs in
 * with {@code DefaultAzureCredential}, and reaches Resource Manager through a proxy. Source:
 * Airflow, "Setting Configuration Options" and "Storing connections in environment variables".
 *
 * @param home the folder of Airflow's database, logs and settings
 * @param project the folder of the project, which contains the DAG
 * @param signIn the variables with which programs in Python access the stack
 */
public record AirflowEnvironment(Path home, Path project, Map<String, String> signIn) {
  private static final String DAG = "quarterdeck_lakehouse.py";
  private static final String IMPORT_SECONDS = "300";

  /**
   * Creates the folder, with a folder for DAGs that contains the DAG of the lakehouse only.
   *
   * @return the folder of the DAGs
   */
  public Path prepare() throws IOException {
    PrivateFiles.createFolder(home);
    Path dags = Files.createDirectories(home.resolve("dags"));
    Path link = dags.resolve(DAG);
    // The checkout may have moved since the last start.
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, project.resolve("lakehouse/airflow").resolve(DAG));
    return dags;
  }

  /**
   * Returns the variables.
   *
   * @param outputs a file with the outputs of the stack
   * @param subscriptionId the subscription of the data factory
   * @param port the port of Airflow's pages and of its API on loopback
   */
  public Map<String, String> variables(Path outputs, String subscriptionId, int port) {
    Map<String, String> variables = new TreeMap<>(signIn);
    variables.put("AIRFLOW_HOME", home.toString());
    variables.put("AIRFLOW__CORE__DAGS_FOLDER", home.resolve("dags").toString());
    variables.put("AIRFLOW__CORE__LOAD_EXAMPLES", "false");
    variables.put("AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION", "false");
    // Only programs of this machine reach the API, and the folder belongs to one user.
    variables.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "true");
    variables.put("AIRFLOW__API__HOST", Ports.LOOPBACK);
    variables.put("AIRFLOW__API__PORT", Integer.toString(port));
    variables.put("AIRFLOW__API__WORKERS", "1");
    variables.put("AIRFLOW__API__BASE_URL", "http://" + Ports.LOOPBACK + ":" + port);
    variables.put(
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
        "http://" + Ports.LOOPBACK + ":" + port + "/execution/");
    // Each task imports the DAG. The limits of 30 and 50 s are too short on a busy machine.
    variables.put("AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT", IMPORT_SECONDS);
    variables.put("AIRFLOW__DAG_PROCESSOR__DAG_FILE_PROCESSOR_TIMEOUT", IMPORT_SECONDS);
    // One day at a time, so more processes would only wait.
    variables.put("AIRFLOW__CORE__PARALLELISM", "2");
    variables.put(
        "AIRFLOW_CONN_AZURE_DATA_FACTORY_DEFAULT",
        new JsonObject()
            .with("conn_type", "azure_data_factory")
            .with("extra", new JsonObject().with("subscriptionId", subscriptionId))
            .text());
    variables.put("QUARTERDECK_OUTPUTS", outputs.toString());
    return variables;
  }
}
