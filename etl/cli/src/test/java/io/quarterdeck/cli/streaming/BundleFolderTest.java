package io.quarterdeck.cli.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.databricks.sdk.service.dashboards.Dashboard;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobAccessControlRequest;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.PipelineAccessControlRequest;
import com.databricks.sdk.service.workspace.WorkspaceObjectAccessControlRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.azure.databricks.bundle.AssetBundle;
import io.quarterdeck.azure.databricks.bundle.BundleTarget;
import io.quarterdeck.azure.databricks.bundle.BundleVariable;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.stream.OrderPipeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of a bundle have exactly the fields that the models of the SDK have. */
class BundleFolderTest {
  private static final Path HOME = Path.of("..", "..");
  private static final Path DASHBOARD = HOME.resolve("streaming/dashboard/orders.lvdash.json");

  /** Databricks' mapper ignores unknown fields, and this one refuses them. */
  private static final ObjectMapper STRICT =
      SerDeUtils.createMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{var\\.([a-z_]+)}");

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    write(folder, Optional.of(stack("dev", BundleTarget.Mode.DEVELOPMENT)));
  }

  @Test
  void theFilesAreThoseThatTheCommandLists() throws IOException {
    assertThat(files(folder))
        .containsExactly(
            "databricks.yml",
            "lib/jobs.jar",
            "resources/dashboards.yml",
            "resources/jobs.yml",
            "resources/pipelines.yml",
            "src/orders.lvdash.json",
            "src/orders.sql",
            "targets/dev.yml",
            "targets/prod.yml");
    assertThat(Files.readString(folder.resolve("src/orders.sql")))
        .contains("STREAM(delta.`${quarterdeck.lake}/bronze/retail-orders`)");
    assertThat(folder.resolve("src/orders.lvdash.json")).hasSameBinaryContentAs(DASHBOARD);
  }

  /** The pipeline and the task that updates it run as the job's identity. */
  @Test
  void theIdentityOfTheJobReadsTheFilesAndStartsThePipeline() throws Exception {
    JsonNode permissions = yaml("databricks.yml").at("/permissions");
    assertThat(permissions).hasSize(1);
    assertThat(permissions.at("/0/service_principal_name").asText())
        .isEqualTo("${var.job_identity}");
    assertThat(permissions.at("/0/level").asText()).isEqualTo("CAN_RUN");
  }

  @Test
  void theJobsAreModelsOfTheSdkAndAnUnknownFieldFails() throws Exception {
    JsonNode jobs = yaml("resources/jobs.yml").at("/resources/jobs");
    assertThat(names(jobs)).containsExactly("orders", "verify", "replay", "maintenance");
    for (JsonNode job : jobs) {
      permissions(job, JobAccessControlRequest.class);
      STRICT.treeToValue(job, CreateJob.class);
      STRICT.treeToValue(job, JobSettings.class);
    }
    JsonNode task = jobs.at("/orders/tasks/0");
    for (String path : List.of("", "/spark_jar_task", "/libraries/0")) {
      ObjectNode changed = (ObjectNode) task.at(path);
      changed.put("unknown", 1);
      assertThatThrownBy(() -> STRICT.treeToValue(jobs.at("/orders"), CreateJob.class))
          .isInstanceOf(UnrecognizedPropertyException.class)
          .hasMessageContaining("\"unknown\"");
      changed.remove("unknown");
    }
  }

  @Test
  void theJobRunsBronzeThenBatchThenGoldAndTheTablesOfTheDashboard() throws IOException {
    List<String> tasks = new ArrayList<>();
    for (JsonNode task : yaml("resources/jobs.yml").at("/resources/jobs/orders/tasks")) {
      List<String> after = task.path("depends_on").findValuesAsText("task_key");
      tasks.add(task.get("task_key").asText() + " after " + after);
    }
    String all = "[bronze, ingest-retail-stores, ingest-retail-products]";
    assertThat(tasks)
        .containsExactly(
            "bronze after []",
            "ingest-retail-stores after []",
            "ingest-retail-products after []",
            "pipeline after " + all,
            "tables after " + all);
    JsonNode schedule = yaml("resources/jobs.yml").at("/resources/jobs/orders/schedule");
    assertThat(schedule.get("pause_status").asText()).isEqualTo("UNPAUSED");
    assertThat(yaml("resources/jobs.yml").findValuesAsText("managed_by"))
        .containsOnly("databricks-bundle");
  }

  @Test
  void thePipelineAndTheDashboardAreModelsOfTheSdkAndAnUnknownFieldFails() throws Exception {
    ObjectNode pipeline =
        (ObjectNode) yaml("resources/pipelines.yml").at("/resources/pipelines/orders");
    permissions(pipeline, PipelineAccessControlRequest.class);
    STRICT.treeToValue(pipeline, CreatePipeline.class);
    ((ObjectNode) pipeline.at("/clusters/0")).put("unknown", 1);
    assertThatThrownBy(() -> STRICT.treeToValue(pipeline, CreatePipeline.class))
        .isInstanceOf(UnrecognizedPropertyException.class);

    ObjectNode dashboard =
        (ObjectNode) yaml("resources/dashboards.yml").at("/resources/dashboards/orders");
    permissions(dashboard, WorkspaceObjectAccessControlRequest.class);
    // The CLI adds these fields to those of the API ("Bundle resources", "dashboard").
    Path file = folder.resolve("resources").resolve(dashboard.remove("file_path").asText());
    assertThat(file).isRegularFile();
    assertThat(dashboard.remove("embed_credentials").asBoolean()).isFalse();
    dashboard.remove(List.of("dataset_catalog", "dataset_schema"));
    STRICT.treeToValue(dashboard, Dashboard.class);
    dashboard.put("unknown", 1);
    assertThatThrownBy(() -> STRICT.treeToValue(dashboard, Dashboard.class))
        .isInstanceOf(UnrecognizedPropertyException.class);
  }

  @Test
  void developmentIsPausedAndProductionIsNot() throws IOException {
    JsonNode dev = yaml("targets/dev.yml").at("/targets/dev");
    assertThat(dev.get("mode").asText()).isEqualTo("development");
    assertThat(dev.at("/presets/trigger_pause_status").asText()).isEqualTo("PAUSED");
    assertThat(dev.at("/workspace/host").asText()).isEqualTo("https://adb-1.azuredatabricks.net");
    JsonNode prod = yaml("targets/prod.yml").at("/targets/prod");
    assertThat(prod.get("mode").asText()).isEqualTo("production");
    assertThat(prod.has("presets")).isFalse();
    assertThat(prod.has("variables")).isFalse();
  }

  @Test
  void eachReferenceIsADeclaredVariableAndEachDeclaredVariableIsUsed() throws IOException {
    JsonNode root = yaml("databricks.yml");
    TreeSet<String> used = new TreeSet<>();
    for (String file : files(folder)) {
      if (file.endsWith(".yml")) {
        Matcher reference = REFERENCE.matcher(Files.readString(folder.resolve(file)));
        while (reference.find()) {
          used.add(reference.group(1));
        }
      }
    }
    assertThat(names(root.get("variables"))).containsExactlyInAnyOrderElementsOf(used);
    assertThat(names(yaml("targets/dev.yml").at("/targets/dev/variables"))).isSubsetOf(used);
    for (String file : List.of("jobs", "pipelines", "dashboards")) {
      assertThat(Files.readString(folder.resolve("resources/" + file + ".yml")))
          .doesNotContain("@variable", "{}", "[]");
    }
  }

  @Test
  void theSameInputsGiveTheSameFilesAndOtherTargetsKeepTheirValues(@TempDir Path other)
      throws IOException {
    write(other, Optional.of(stack("dev", BundleTarget.Mode.DEVELOPMENT)));
    assertThat(contents(other)).isEqualTo(contents(folder));
    write(other, Optional.of(stack("prod", BundleTarget.Mode.PRODUCTION)));
    assertThat(Files.readString(other.resolve("targets/prod.yml"))).contains("hub: orders-prod");
    write(other, Optional.of(stack("test", BundleTarget.Mode.DEVELOPMENT)));
    assertThat(Files.readString(other.resolve("targets/test.yml")))
        .contains("mode: development")
        .doesNotContain("default: true");
    assertThat(other.resolve("targets/dev.yml"))
        .hasSameTextualContentAs(folder.resolve("targets/dev.yml"));
  }

  private static void write(Path folder, Optional<BundleFolder.Values> stack) throws IOException {
    Map<StreamingSource, String> texts = new EnumMap<>(StreamingSource.class);
    for (StreamingSource source : StreamingSource.values()) {
      texts.put(source, "name: " + source.dataset() + "\nsource: csv\n");
    }
    Path jar = Files.writeString(Files.createTempDirectory(folder, "jar").resolve("jobs.jar"), "");
    new BundleFolder(folder, new AssetBundle(JobOptions.defaults(AssetBundle.environment()), texts))
        .write(
            new BundleFolder.Sources(
                jar, DASHBOARD, OrderPipeline.in(HOME).databricksSql(AssetBundle.lakeInSql())),
            stack);
    Files.delete(jar);
    Files.delete(jar.getParent());
  }

  private static BundleFolder.Values stack(String name, BundleTarget.Mode mode) {
    return new BundleFolder.Values(
        new BundleTarget(name, mode),
        URI.create("https://adb-1.azuredatabricks.net"),
        Map.of(BundleVariable.HUB, "orders-" + name));
  }

  private JsonNode yaml(String file) throws IOException {
    Object document =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(folder.resolve(file)));
    return new ObjectMapper().valueToTree(document);
  }

  /** A bundle names the level of a permission differently than the API. */
  private static void permissions(JsonNode resource, Class<?> model)
      throws JsonProcessingException {
    for (JsonNode permission : ((ObjectNode) resource).remove("permissions")) {
      ObjectNode request = (ObjectNode) permission;
      request.set("permission_level", request.remove("level"));
      STRICT.treeToValue(request, model);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    for (String file : files(folder)) {
      contents.put(file, Files.readString(folder.resolve(file)));
    }
    return contents;
  }
}
