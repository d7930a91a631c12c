package io.quarterdeck.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.NeedsPulumi;
import io.quarterdeck.local.arm.PulumiProject;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.entra.LocalTenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real program with the real provider emulator, without Pulumi's CLI. */
class LocalProgramIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private ControlPlane azure;
  private ProviderServer server;
  private Path project;

  @BeforeEach
  void startProvider() throws Exception {
    azure =
        ControlPlane.open(
            folder.resolve("resources"),
            CallerIdentity.LOCAL,
            ResourceBackends.none(),
            new FaultFile(folder.resolve("faults.txt")));
    server = ProviderServer.start(azure, LocalTenant.owner(), 0);
    project = Files.createDirectories(folder.resolve("project"));
    for (String file : List.of("Pulumi.yaml", "Pulumi.dev.yaml")) {
      Files.copy(ROOT.resolve(file), project.resolve(file));
    }
    Path settings = project.resolve("Pulumi.dev.yaml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replaceFirst(
                "config:\n", "config:\n  quarterdeck:systems: [batch, lakehouse, streaming]\n"));
    Files.createDirectories(project.resolve("infra"));
    Files.copy(
        ROOT.resolve("infra/logging.properties"), project.resolve("infra/logging.properties"));
  }

  @AfterEach
  void stopProvider() {
    server.close();
  }

  @Test
  void upCreatesEachResourceOnceAndDestroyDeletesAll() throws Exception {
    JsonObject outputs = JsonParser.parseString(up()).getAsJsonObject();

    assertThat(outputs.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(StackOutput.values()).map(StackOutput::outputName).toList());
    assertThat(outputs.get("environment").getAsString()).isEqualTo("dev");
    assertThat(outputs.get("postgresPort").toString()).isEqualTo("5432");
    List<String> standing = program().resources();
    assertThat(standing).hasSizeGreaterThan(80);
    List<?> resources = azure.resources().list();

    assertThat(JsonParser.parseString(up())).isEqualTo(outputs);
    assertThat(program().resources()).isEqualTo(standing);
    assertThat(azure.resources().list()).isEqualTo(resources);

    program().destroy(Progress.silent());
    assertThat(program().resources()).isEmpty();
  }

  @Test
  void resourceThatAnInterruptedRunDidNotStoreIsAdopted() throws Exception {
    String outputs = up();
    List<String> standing = program().resources();
    List<?> resources = azure.resources().list();
    Files.delete(folder.resolve("standing.json"));

    assertThat(up()).isEqualTo(outputs);
    assertThat(program().resources()).containsExactlyInAnyOrderElementsOf(standing);
    assertThat(azure.resources().list()).isEqualTo(resources);
  }

  /**
   * With azure-native 2.10.0, the types of Key Vault had other names and did not have their own
   * provider.
   */
  @Test
  @Tag("nightly")
  void resourcesKeepTheirIdsIfTheirTypesAreRenamed() throws Exception {
    up();
    Path stored = folder.resolve("standing.json");
    JsonArray resources = JsonParser.parseString(Files.readString(stored)).getAsJsonArray();
    JsonArray earlier = new JsonArray();
    for (JsonElement each : resources) {
      if (!each.getAsJsonObject().get("type").getAsString().startsWith("pulumi:providers:")) {
        earlier.add(each);
      }
    }
    assertThat(earlier).hasSize(resources.size() - 1);
    Files.writeString(
        stored,
        earlier
            .toString()
            .replace("azure-native_keyvault_v20260201:", "azure-native:")
            .replace("azure-native:privatedns:", "azure-native:network:"));
    List<?> before = azure.resources().list();

    up();
    assertThat(azure.resources().list()).isEqualTo(before);
    assertThat(azure.deletedVaults().list()).isEmpty();
    assertThat(program().resources())
        .anyMatch(urn -> urn.contains("$azure-native_keyvault_v20260201:keyvault:Vault::"))
        .noneMatch(urn -> urn.contains("$azure-native:keyvault:"))
        .noneMatch(urn -> urn.contains("$azure-native:network:PrivateZone"));
  }

  /** Until this version, the access connector was a part of the workspace's component. */
  @Test
  @Tag("nightly")
  void theAccessConnectorKeepsItsIdIfItsComponentChanges() throws Exception {
    up();
    Path stored = folder.resolve("standing.json");
    String now = Files.readString(stored);
    String earlier =
        now.replace(
            "databricks:DatabricksConnector$azure-native:",
            "databricks:DatabricksWorkspace$azure-native:");
    assertThat(earlier).isNotEqualTo(now);
    Files.writeString(stored, earlier);
    List<?> before = azure.resources().list();

    up();
    assertThat(azure.resources().list()).isEqualTo(before);
    assertThat(program().resources())
        .filteredOn(urn -> urn.endsWith("::access-connector"))
        .singleElement()
        .asString()
        .contains("DatabricksConnector$");
  }

  /**
   * Like the runbook for a killed {@code pulumi up}: the network was imported before it had
   * subnets, so its inputs contain an empty list of subnets.
   */
  @Test
  void anUpdateOfTheNetworkKeepsTheSubnets() throws Exception {
    up();
    Path stored = folder.resolve("standing.json");
    JsonArray resources = JsonParser.parseString(Files.readString(stored)).getAsJsonArray();
    for (JsonElement each : resources) {
      if (each.getAsJsonObject().get("type").getAsString().endsWith(":VirtualNetwork")) {
        each.getAsJsonObject().getAsJsonObject("inputs").add("subnets", new JsonArray());
      }
    }
    Files.writeString(stored, resources.toString());
    List<ArmResource> before = subnets();
    assertThat(before).hasSize(6);
    Path stackFile = project.resolve("Pulumi.dev.yaml");
    Files.writeString(
        stackFile,
        Files.readString(stackFile)
            .replace("owner: data-platform@example.com", "owner: somebody@example.com"));

    up();
    assertThat(subnets()).isEqualTo(before);
    assertThat(azure.resources().list())
        .filteredOn(resource -> resource.type().equals("Microsoft.Network/virtualNetworks"))
        .singleElement()
        .extracting(network -> network.body().getAsJsonObject("tags").get("owner").getAsString())
        .isEqualTo("somebody@example.com");
  }

  /** The provider would update the network of the server, which Azure refuses. */
  @Test
  @Tag("nightly")
  void aChangeThatAzureRefusesReplacesTheResource() throws Exception {
    up();
    assertThat(server().getAsJsonObject("properties").has("network")).isTrue();
    Path stackFile = project.resolve("Pulumi.dev.yaml");
    Files.writeString(
        stackFile,
        Files.readString(stackFile)
            .replace(
                "quarterdeck:accessMode: private",
                "quarterdeck:accessMode: public\n  quarterdeck:allowedCidrs: [203.0.113.0/24]"));

    up();
    assertThat(server().getAsJsonObject("properties").has("network")).isFalse();
  }

  private JsonObject server() {
    return azure.resources().list().stream()
        .filter(resource -> resource.type().equals("Microsoft.DBforPostgreSQL/flexibleServers"))
        .findFirst()
        .orElseThrow()
        .body();
  }

  private List<ArmResource> subnets() {
    return azure.resources().list().stream()
        .filter(resource -> resource.type().equals("Microsoft.Network/virtualNetworks/subnets"))
        .toList();
  }

  @Test
  @ExtendWith(NeedsPulumi.class)
  void realEngineCreatesTheSameResourcesAndOutputs() throws Exception {
    JsonObject outputs = JsonParser.parseString(up()).getAsJsonObject();
    ControlPlane other =
        ControlPlane.open(
            folder.resolve("other"),
            CallerIdentity.LOCAL,
            ResourceBackends.none(),
            new FaultFile(folder.resolve("faults.txt")));
    try (ProviderServer provider = ProviderServer.start(other, LocalTenant.owner(), 0)) {
      PulumiProject engine =
          PulumiProject.in(Files.createDirectories(folder.resolve("engine")))
              .provider(provider.port());
      engine.run("stack", "init", "dev").succeeds();
      engine.settings("dev", "quarterdeck:systems: [batch, lakehouse, streaming]");
      engine.run("up", "--yes", "--skip-preview", "--stack", "dev").succeeds();

      assertThat(engine.outputs("dev")).isEqualTo(outputs);
      assertThat(withoutTimes(other)).isEqualTo(withoutTimes(azure));
    }
  }

  /** The emulators create the data factory and its network at different times. */
  private static List<String> withoutTimes(ControlPlane emulator) {
    return emulator.resources().list().stream()
        .map(ArmResource::toString)
        .map(text -> text.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME"))
        .toList();
  }

  @Test
  void refusedSettingsAreReported() throws Exception {
    Path stackFile = project.resolve("Pulumi.dev.yaml");
    Files.writeString(
        stackFile,
        Files.readString(stackFile)
            .replace("quarterdeck:location: swedencentral", "quarterdeck:location: atlantis"));

    assertThatThrownBy(this::up)
        .isInstanceOf(Failure.class)
        .message()
        .startsWith("Cannot deploy the stack dev: ")
        .contains("atlantis");
    assertThat(azure.resources().list()).isEmpty();
  }

  private String up() throws Exception {
    return program().up(folder.resolve("program.log"), Progress.silent());
  }

  private LocalProgram program() {
    return new LocalProgram(
        project, "dev", folder.resolve("standing.json"), server.port(), Map.of());
  }
}
