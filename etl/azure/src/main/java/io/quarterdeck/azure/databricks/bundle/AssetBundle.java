package io.quarterdeck.azure.databricks.bundle;

import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.PipelineTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.RunAs;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.LakeTasks;
import io.quarterdeck.azure.databricks.job.SettingsTree;
import io.quarterdeck.azure.databricks.job.StreamingDefinition;
import io.quarterdeck.azure.databricks.pipeline.PipelineDefinition;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.HubCredential;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.contract.StreamingSource;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The streaming system as a Declarative Automation Bundle (formerly Databricks Asset Bundle). The
 * jobs and the pipeline come from the definitions that {@code register} sends, with variables in
 * place of the values of a stack. Sources: Databricks, "Bundle configuration reference", "Bundle
 * resources", "Bundle deployment modes"; databricks/bundle-examples on GitHub.
 *
 * @param options the options of the jobs
 * @param datasetTexts the text of each dataset file of the batch data
 */
public record AssetBundle(JobOptions options, Map<StreamingSource, String> datasetTexts) {
  /** The key of the resources. */
  private static final String KEY = "orders";

  /** The task that updates the declarative pipeline, whose tables the dashboard shows. */
  private static final String TABLES = "tables";

  /** The value of the tag {@code managed_by}, so that register does not change these jobs. */
  private static final String MANAGED_BY_BUNDLE = "databricks-bundle";

  /** Values that the definitions require as addresses. {@link #replaced} makes them variables. */
  private static final URI LAKE = URI.create("abfss://lake@variable");

  private static final URI LANDING = URI.create("abfss://landing@variable");
  private static final URI NONE = URI.create("abfss://none@variable");

  /** The target that the CLI uses without {@code -t}. */
  private static final String DEFAULT_TARGET = "dev";

  private static final String FILES = "../src/";

  public AssetBundle {
    datasetTexts = Map.copyOf(datasetTexts);
  }

  /**
   * Returns an environment whose values are variables. It is a production environment, so the
   * schedule is active. The mode development of the CLI pauses it.
   */
  public static JobEnvironment environment() {
    return new JobEnvironment(
        "${bundle.target}",
        "prod",
        new WorkspaceAddress(URI.create("https://variable"), () -> ""),
        new JobEnvironment.Database("", "", ""),
        new JobEnvironment.Vault("", NONE),
        new JobEnvironment.Lake(
            LANDING,
            NONE,
            NONE,
            NONE,
            Optional.empty(),
            Optional.of(LAKE),
            new JobEnvironment.LentIdentity("", Optional.empty())),
        Optional.of(BundleVariable.JOB_IDENTITY.reference()));
  }

  /**
   * Returns {@code databricks.yml}.
   *
   * @param included the patterns of the other files
   */
  public Map<String, Object> root(List<String> included) {
    Map<String, Object> variables = new LinkedHashMap<>();
    for (BundleVariable variable : BundleVariable.values()) {
      Map<String, Object> declared = new LinkedHashMap<>();
      declared.put("description", variable.description());
      variable.standard().ifPresent(value -> declared.put("default", value));
      variables.put(variable.variableName(), declared);
    }
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("bundle", Map.of("name", "quarterdeck-streaming"));
    root.put("include", included);
    root.put("variables", variables);
    root.put(
        "workspace",
        Map.of(
            "artifact_path",
            "/Volumes/%s/default/%s/bundle"
                .formatted(BundleVariable.CATALOG.reference(), BundleVariable.VOLUME.reference())));
    // The pipeline runs as the job's identity: it reads its source file, and the job starts it. The
    // CLI also gives this permission on the folder of the files ("Set permissions for resources").
    root.put("permissions", List.of(ofJob("CAN_RUN")));
    // The CLI uploads the jar to the volume, and not to the workspace files.
    root.put("sync", Map.of("exclude", List.of("lib/*")));
    return root;
  }

  /**
   * Returns the jobs.
   *
   * @param jar the path of the jar, relative to the file of the jobs
   */
  public Map<String, Object> jobs(String jar) {
    StreamingDefinition definition =
        new StreamingDefinition(
            environment(),
            new OutputValues.Streaming(
                "",
                BundleVariable.EVENT_HUBS.reference(),
                BundleVariable.HUB.reference(),
                "",
                "",
                ""),
            datasetTexts,
            jar,
            options);
    Map<String, Object> jobs = new LinkedHashMap<>();
    for (StreamingJob job : StreamingJob.values()) {
      JobSettings settings = definition.settings(job);
      if (job == StreamingJob.ORDERS) {
        settings.setTasks(withTables(settings));
      }
      jobs.put(job.shortName(), resource(settings, permission("CAN_MANAGE_RUN")));
    }
    return Map.of("resources", Map.of("jobs", jobs));
  }

  /**
   * Adds a task that computes the dashboard's tables, after the same tasks as those in the lake.
   */
  private static List<Task> withTables(JobSettings settings) {
    List<Task> tasks = new ArrayList<>(settings.getTasks());
    Task last =
        tasks.stream()
            .filter(task -> task.getTaskKey().equals(JobProgram.PIPELINE.task()))
            .findFirst()
            .orElseThrow();
    tasks.add(
        new Task()
            .setTaskKey(TABLES)
            .setDependsOn(last.getDependsOn())
            .setPipelineTask(
                new PipelineTask().setPipelineId("${resources.pipelines." + KEY + ".id}")));
    return tasks;
  }

  /** Returns the pipeline, whose source file is {@code src/orders.sql}. */
  public Map<String, Object> pipelines() {
    PipelineDefinition definition =
        new PipelineDefinition(
            environment(),
            options,
            new PipelineDefinition.Places(
                Optional.empty(),
                FILES + "orders.sql",
                BundleVariable.CATALOG.reference(),
                BundleVariable.SCHEMA.reference()));
    CreatePipeline pipeline =
        SettingsTree.converted(definition.spec(), CreatePipeline.class)
            .setRunAs(new RunAs().setServicePrincipalName(BundleVariable.JOB_IDENTITY.reference()));
    return Map.of(
        "resources", Map.of("pipelines", Map.of(KEY, resource(pipeline, permission("CAN_RUN")))));
  }

  /** Returns the dashboard, whose file is {@code src/orders.lvdash.json}. */
  public Map<String, Object> dashboards() {
    Map<String, Object> dashboard = new LinkedHashMap<>();
    dashboard.put("display_name", "Retail orders");
    dashboard.put("dataset_catalog", BundleVariable.CATALOG.reference());
    dashboard.put("dataset_schema", BundleVariable.SCHEMA.reference());
    dashboard.put("embed_credentials", false);
    dashboard.put("file_path", FILES + "orders.lvdash.json");
    dashboard.put("permissions", List.of(permission("CAN_READ")));
    dashboard.put("warehouse_id", BundleVariable.WAREHOUSE.reference());
    return Map.of("resources", Map.of("dashboards", Map.of(KEY, dashboard)));
  }

  /**
   * Returns a target.
   *
   * @param host the URL of the workspace, if it is known
   * @param values the values that are known
   */
  public Map<String, Object> target(
      BundleTarget target, Optional<URI> host, Map<BundleVariable, String> values) {
    Map<String, Object> workspace = new LinkedHashMap<>();
    host.ifPresent(url -> workspace.put("host", url.toString()));
    // The default of the CLI. In mode production, the CLI requires that the path is set: each
    // deployer has a copy of the bundle, so one identity deploys a target.
    workspace.put(
        "root_path",
        "/Workspace/Users/${workspace.current_user.userName}/.bundle/${bundle.name}/${bundle.target}");
    Map<String, Object> fields = new LinkedHashMap<>();
    switch (target.mode()) {
      case DEVELOPMENT -> {
        fields.put("mode", "development");
        // The CLI accepts one default target only.
        if (target.name().equals(DEFAULT_TARGET)) {
          fields.put("default", true);
        }
        fields.put("presets", Map.of("trigger_pause_status", "PAUSED"));
      }
      case PRODUCTION -> fields.put("mode", "production");
    }
    fields.put("workspace", workspace);
    Map<String, Object> assigned = new LinkedHashMap<>();
    for (BundleVariable variable : BundleVariable.values()) {
      Optional.ofNullable(values.get(variable))
          .ifPresent(value -> assigned.put(variable.variableName(), value));
    }
    if (!assigned.isEmpty()) {
      fields.put("variables", assigned);
    }
    return Map.of("targets", Map.of(target.name(), fields));
  }

  private static Map<String, Object> permission(String level) {
    Map<String, Object> permission = new LinkedHashMap<>();
    permission.put("group_name", BundleVariable.OPERATORS.reference());
    permission.put("level", level);
    return permission;
  }

  private static Map<String, Object> ofJob(String level) {
    Map<String, Object> permission = new LinkedHashMap<>();
    permission.put("service_principal_name", BundleVariable.JOB_IDENTITY.reference());
    permission.put("level", level);
    return permission;
  }

  private static Map<String, Object> resource(Object settings, Map<String, Object> permission) {
    Map<String, Object> fields =
        new BundleTree(AssetBundle::replaced).fields(SettingsTree.tree(settings));
    fields.put("permissions", List.of(permission));
    return fields;
  }

  private static String replaced(String text) {
    if (text.equals(JobDefinition.MANAGED_BY_VALUE)) {
      return MANAGED_BY_BUNDLE;
    }
    return text.replace(
            LakeTasks.MADE_BY_REGISTER, " Deployed as a bundle: do not edit it by hand.")
        .replace(LAKE.toString(), BundleVariable.LAKE.reference())
        .replace(LANDING.toString(), BundleVariable.LANDING.reference())
        .replace(
            HubCredential.name("${bundle.target}"), BundleVariable.SERVICE_CREDENTIAL.reference());
  }

  /** Returns the text that the pipeline replaces with the container of the tables. */
  public static String lakeInSql() {
    return "${" + OrdersPipeline.LAKE + "}";
  }
}
