package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Features;
import io.quarterdeck.local.arm.store.JsonMaps;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Creates, changes and destroys dev and prod with the real engine. */
@ExtendWith(NeedsPulumi.class)
class StackCycleIT {
  private static final String SERVER = "Microsoft.DBforPostgreSQL/flexibleServers";
  private static final String TOKEN = "azure-native:dbforpostgresql:Server::postgres";
  private static final String GITHUB = "https://github.com/contoso/platform";
  private static final String PARENT =
      "urn:pulumi:dev::quarterdeck::quarterdeck:postgres:PostgresServer::postgres";

  @TempDir Path folder;

  private ControlPlane azure;
  private ProviderServer server;
  private PulumiProject project;

  @BeforeEach
  void start() throws IOException {
    start(Faults.NONE);
  }

  private void start(Faults faults) throws IOException {
    azure =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), faults);
    server = ProviderServer.start(azure, LocalTenant.owner(), 0);
    project = PulumiProject.in(folder).provider(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  @Tag("nightly")
  void devIsCreatedRepairedAndDestroyed() throws Exception {
    run("stack", "init", "dev");
    // Pulumi only added its salt to the file.
    assertThat(Files.readString(folder.resolve("Pulumi.dev.yaml")))
        .startsWith(Files.readString(Path.of("../Pulumi.dev.yaml")))
        .matches("(?s).*\\nencryptionsalt: [^\\n]*\\n");
    String preview = run("preview", "--stack", "dev");
    assertThat(preview)
        .contains("+ 122 to create")
        .contains("keyVaultId             : [unknown]")
        // The Java language host waits for a debugger only if one is requested (tools/build).
        .doesNotContain("debugging");
    assertThat(azure.resources().list()).isEmpty();

    run("up", "--yes", "--skip-preview", "--stack", "dev");
    run("preview", "--expect-no-changes", "--stack", "dev");
    assertThat(project.outputs("dev").get("blobEndpoint").getAsString())
        .matches("https://stqdeckdevsec[0-9a-f]{5}\\.blob\\.core\\.windows\\.net/");

    String landing = idOf("Microsoft.Storage/storageAccounts/blobServices/containers", "landing");
    azure.delete(
        LocalTenant.owner(), landing, "Microsoft.Storage/storageAccounts/blobServices/containers");
    String vnet = retagNetwork();
    List<ArmResource> subnets = subnets();
    assertThat(subnets)
        .extracting(subnet -> subnet.id().substring(subnet.id().lastIndexOf('/') + 1))
        .containsExactly(
            "snet-agents",
            "snet-databricks-private",
            "snet-databricks-public",
            "snet-postgres",
            "snet-private-endpoints");
    // The command that the nightly drift check runs.
    String drift =
        project
            .run("preview", "--refresh", "--expect-no-changes", "--stack", "dev")
            .fails()
            .output();
    assertThat(drift).contains("no changes were expected for preview but changes were proposed");

    String refresh = run("refresh", "--yes", "--skip-preview", "--stack", "dev");
    assertThat(refresh).contains("~ 1 updated").contains("- 1 deleted");
    String repair = run("up", "--yes", "--skip-preview", "--stack", "dev");
    assertThat(repair).contains("+ 1 created").contains("~ 1 updated");
    assertThat(azure.resources().find(landing)).isPresent();
    assertThat(tags(vnet)).containsEntry("owner", "data-platform@example.com");
    assertThat(subnets()).isEqualTo(subnets);
    run("preview", "--refresh", "--expect-no-changes", "--stack", "dev");

    run("destroy", "--yes", "--skip-preview", "--stack", "dev");
    assertThat(azure.resources().list())
        .extracting(ArmResource::id)
        .containsExactly(
            "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/NetworkWatcherRG",
            "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/NetworkWatcherRG"
                + "/providers/Microsoft.Network/networkWatchers/NetworkWatcher_swedencentral");

    String again = project.run("up", "--yes", "--skip-preview", "--stack", "dev").fails().output();
    assertThat(again)
        .contains(
            "Status=409 (Conflict) Code=\"ConflictError\" Message=\"A vault with the same name"
                + " already exists in deleted state.");
    run("config", "set", "quarterdeck:keyVault", "recover", "--stack", "dev");
    run("up", "--yes", "--skip-preview", "--stack", "dev");
    assertThat(azure.deletedVaults().list()).isEmpty();
    run("config", "rm", "quarterdeck:keyVault", "--stack", "dev");
    run("up", "--yes", "--skip-preview", "--stack", "dev");
    run("preview", "--refresh", "--expect-no-changes", "--stack", "dev");
  }

  /**
   * The state was written by {@code pulumi up} with azure-native 2.10.0 and its emulator, when the
   * file of the stack set westeurope. An upgrade keeps that line. It has no {@code computeMode} of
   * the workspace, so the test follows the runbook (docs/runbooks/upgrade.md).
   */
  @Test
  @Tag("nightly")
  void aStackOfAzureNative2IsAdoptedWithoutAReplacement() throws Exception {
    run("stack", "init", "dev");
    run("config", "set", "quarterdeck:location", "westeurope", "--stack", "dev");
    run("config", "set", "quarterdeck:postgresAuth", "password", "--stack", "dev");
    run("config", "set", "--secret", "quarterdeck:postgresPassword", "secret-1", "--stack", "dev");
    run("up", "--yes", "--skip-preview", "--stack", "dev");
    Path state = Path.of(StackCycleIT.class.getResource("dev-2.10.0.json").toURI());
    Path edited =
        Files.writeString(
            folder.resolve("edited.json"), withoutAdministrator(Files.readString(state)));
    run("stack", "import", "--file", edited.toString(), "--stack", "dev");

    run("refresh", "--run-program", "--yes", "--skip-preview", "--stack", "dev");
    // The aliases lead to the existing resources: only resources that the old version did not have
    // are created.
    assertThat(run("preview", "--stack", "dev"))
        .contains("+ 5 to create")
        .contains("~ 3 to update")
        .doesNotContain("to replace")
        .doesNotContain("to delete");
  }

  /**
   * Removes the resource whose type the new provider does not know, as the runbook does with jq.
   * The program does not declare it any more, so it has no alias.
   */
  private static String withoutAdministrator(String state) {
    JsonObject json = JsonParser.parseString(state).getAsJsonObject();
    List<JsonElement> resources =
        json.getAsJsonObject("deployment").getAsJsonArray("resources").asList();
    resources.removeIf(resource -> isAdministrator(resource.getAsJsonObject().get("urn")));
    for (JsonElement resource : resources) {
      JsonArray dependencies = resource.getAsJsonObject().getAsJsonArray("dependencies");
      if (dependencies != null) {
        dependencies.asList().removeIf(StackCycleIT::isAdministrator);
      }
    }
    return json.toString();
  }

  private static boolean isAdministrator(JsonElement urn) {
    return urn.getAsString().endsWith("::administrator-job");
  }

  @Test
  void allSystemsAreCreatedWithoutDriftAndDestroyed() throws Exception {
    run("stack", "init", "dev");
    project.settings("dev", "quarterdeck:systems: [batch, lakehouse, streaming]");
    run("up", "--yes", "--skip-preview", "--stack", "dev");
    run("preview", "--refresh", "--expect-no-changes", "--stack", "dev");
    assertThat(project.outputs("dev").get("dataFactory").getAsString())
        .matches("adf-qdeck-dev-sec-[0-9a-f]{5}");
    run("config", "set", "quarterdeck:dataFactoryRepository", GITHUB, "--stack", "dev");
    assertThat(run("up", "--yes", "--skip-preview", "--stack", "dev"))
        .contains("~ 2 updated")
        .doesNotContain("warning");
    run("preview", "--refresh", "--expect-no-changes", "--stack", "dev");
    run("destroy", "--yes", "--skip-preview", "--stack", "dev");
    assertThat(azure.resources().list()).hasSize(2);
  }

  @Test
  void prodWithAllSystemsIsPreviewedWithoutWarnings() throws Exception {
    run("stack", "init", "prod");
    project.settings("prod", "quarterdeck:systems: [batch, lakehouse, streaming]");
    assertThat(run("preview", "--stack", "prod"))
        .contains("datafactory:Factory")
        .doesNotContain("warning");
  }

  @Test
  @Tag("nightly")
  void prodKeepsItsDataUntilProtectionIsRemoved() throws Exception {
    run("stack", "init", "prod");
    run("config", "set", "quarterdeck:databricksRootKey", "prepare", "--stack", "prod");
    run("preview", "--stack", "prod");
    assertThat(run("up", "--yes", "--skip-preview", "--stack", "prod"))
        .contains("pulumi config rm quarterdeck:databricksRootKey --stack prod");
    assertThat(rootKey()).isEmpty();
    run("config", "rm", "quarterdeck:databricksRootKey", "--stack", "prod");
    assertThat(run("up", "--yes", "--skip-preview", "--stack", "prod")).contains("~ 1 updated");
    assertThat(rootKey()).contains("databricks");
    run("preview", "--refresh", "--expect-no-changes", "--stack", "prod");
    run("config", "set", "quarterdeck:customerManagedKeys", "false", "--stack", "prod");
    assertThat(project.run("preview", "--stack", "prod").fails().output())
        .contains("unable to replace resource")
        .contains("::postgres\"");
    run("config", "set", "quarterdeck:customerManagedKeys", "true", "--stack", "prod");

    String kept =
        project.run("destroy", "--yes", "--skip-preview", "--stack", "prod").fails().output();
    assertThat(kept).contains("because it is protected");
    String network = retagNetwork();
    run("refresh", "--yes", "--skip-preview", "--stack", "prod");
    assertThat(run("up", "--yes", "--skip-preview", "--stack", "prod")).contains("~ 1 updated");
    assertThat(tags(network)).containsEntry("owner", "data-platform@example.com");
    run("config", "set", "quarterdeck:owner", "somebody@example.com", "--stack", "prod");
    run("up", "--yes", "--skip-preview", "--stack", "prod");
    assertThat(rootKey()).contains("databricks");

    run("state", "unprotect", "--all", "--yes", "--stack", "prod");
    String locked =
        project.run("destroy", "--yes", "--skip-preview", "--stack", "prod").fails().output();
    assertThat(locked)
        .contains("cannot perform delete operation because following scope(s) are locked")
        .contains("Code=\"ScopeLocked\"");

    project.settings("prod", "quarterdeck:allowReplace: [storage, vault, postgres, databricks]");
    run("up", "--yes", "--skip-preview", "--stack", "prod");
    run("state", "unprotect", "--all", "--yes", "--stack", "prod");
    run("destroy", "--yes", "--skip-preview", "--stack", "prod");
    assertThat(azure.resources().list())
        .allSatisfy(left -> assertThat(left.id()).contains("/resourceGroups/NetworkWatcherRG"));
  }

  /** Azure Pipelines changes the scale set: the number of machines, tags and an extension. */
  @Test
  @Tag("nightly")
  void theOptionalPathsAreCreatedAndKeepWhatAzurePipelinesSets() throws Exception {
    run("stack", "init", "dev");
    project.settings(
        "dev",
        "quarterdeck:agents: scaleSet",
        "quarterdeck:agentsSshKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + "A".repeat(43),
        "quarterdeck:vpnClientCidr: 10.60.0.0/24");
    assertThat(project.run("up", "--yes", "--skip-preview", "--stack", "dev").fails().output())
        .contains("Code=\"InvalidParameter\"")
        .contains("'Microsoft.Compute/EncryptionAtHost' feature is not enabled");
    Features.in(folder.resolve("arm")).register("Microsoft.Compute/EncryptionAtHost");
    run("up", "--yes", "--skip-preview", "--stack", "dev");
    run("preview", "--refresh", "--expect-no-changes", "--stack", "dev");
    String endpoint = idOf("Microsoft.Network/dnsResolvers/inboundEndpoints", "inbound");
    assertThat(azure.resources().find(endpoint).orElseThrow().body().toString())
        .contains("\"privateIpAddress\":\"10.40.4.132\"");

    String scaleSet = idOf("Microsoft.Compute/virtualMachineScaleSets", "vmss");
    Map<String, Object> body = JsonMaps.map(azure.resources().find(scaleSet).orElseThrow().body());
    body.put("sku", Map.of("name", "Standard_D2ds_v5", "tier", "Standard", "capacity", 1));
    body.put("tags", Map.of("__AzureDevOpsElasticPool", "quarterdeck-dev"));
    azure.put(
        LocalTenant.owner(),
        new ArmRequest(ArmTypes.of("azure-native:compute:VirtualMachineScaleSet"), scaleSet, body));
    run("config", "set", "quarterdeck:owner", "somebody@example.com", "--stack", "dev");
    run("up", "--yes", "--skip-preview", "--refresh", "--stack", "dev");
    assertThat(azure.resources().find(scaleSet).orElseThrow().body().toString())
        .contains("\"capacity\":1", "\"__AzureDevOpsElasticPool\":\"quarterdeck-dev\"");
  }

  /** Follows the runbook for a server that Azure created after Pulumi was killed. */
  @Test
  void resourceCreatedAfterPulumiWasKilledIsImported() throws Exception {
    server.close();
    HeldBack held = new HeldBack(SERVER);
    start(held);
    run("stack", "init", "dev");
    // Without parallelism, no other resource is in progress when the server is created.
    Process up =
        project.start("up", "--yes", "--skip-preview", "--parallel", "1", "--stack", "dev");
    CompletableFuture<String> said = CompletableFuture.supplyAsync(() -> text(up));
    assertThat(held.asked.await(3, TimeUnit.MINUTES)).isTrue();
    up.destroyForcibly().waitFor();
    said.join();
    held.answered.countDown();
    assertThat(Polling.await("see the server", 60, () -> !all(SERVER).isEmpty())).isTrue();
    String id = all(SERVER).get(0);

    List<String> commands =
        Files.readAllLines(Path.of("../docs/runbooks/killed-up.md")).stream()
            .filter(line -> line.startsWith("       pulumi "))
            .map(String::strip)
            .toList();
    assertThat(commands).hasSize(4);
    String last = "";
    for (String command : commands) {
      last =
          project
              .shell(
                  command
                      .replace("NAME", "dev")
                      .replace("TYPE", "azure-native:dbforpostgresql:Server")
                      .replace("RESOURCE", "postgres")
                      .replace("PARENT", PARENT)
                      .replace(" ID ", " '" + id + "' "))
              .succeeds()
              .output();
    }
    assertThat(last).contains(" created").doesNotContain("replaced", "deleted");
    assertThat(all(SERVER)).containsExactly(id);
    assertThat(held.deleted).isFalse();
    assertThat(project.state("dev")).contains(PARENT.replace("::postgres", "$") + TOKEN);
  }

  /** Delays Azure's answer until Pulumi was killed. */
  private static final class HeldBack implements Faults {
    private final String type;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean deleted;

    private HeldBack(String type) {
      this.type = type;
    }

    @Override
    public void before(String method, String resourceType) {
      if (!resourceType.equals(type)) {
        return;
      }
      deleted |= method.equals("DELETE");
      asked.countDown();
      try {
        assertThat(answered.await(3, TimeUnit.MINUTES)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The subnets with their delegations, security groups and NAT gateways. */
  private List<ArmResource> subnets() {
    return azure.resources().list().stream()
        .filter(resource -> resource.type().equals("Microsoft.Network/virtualNetworks/subnets"))
        .toList();
  }

  private List<String> all(String type) {
    return azure.resources().list().stream()
        .filter(resource -> resource.type().equals(type))
        .map(ArmResource::id)
        .toList();
  }

  private static String text(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // Pulumi was killed and no longer reads.
      return e.toString();
    }
  }

  private String run(String... command) throws IOException, InterruptedException {
    return project.run(command).succeeds().output();
  }

  /** Returns the name of the key that encrypts the root storage of the workspace. */
  private Optional<String> rootKey() {
    JsonObject parameters =
        azure
            .resources()
            .find(idOf("Microsoft.Databricks/workspaces", "dbw"))
            .orElseThrow()
            .body()
            .getAsJsonObject("properties")
            .getAsJsonObject("parameters");
    return Optional.ofNullable(parameters.getAsJsonObject("encryption"))
        .map(encryption -> encryption.getAsJsonObject("value").get("KeyName").getAsString());
  }

  private String idOf(String type, String name) {
    return azure.resources().list().stream()
        .filter(resource -> resource.type().equals(type))
        .map(ArmResource::id)
        .filter(id -> id.substring(id.lastIndexOf('/') + 1).startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** Changes the tags of the network, as in the portal. */
  private String retagNetwork() {
    String id = idOf("Microsoft.Network/virtualNetworks", "vnet");
    Map<String, Object> body = JsonMaps.map(azure.resources().find(id).orElseThrow().body());
    body.put("tags", Map.of("owner", "somebody-else@example.com"));
    azure.put(
        LocalTenant.owner(),
        new ArmRequest(ArmTypes.of("azure-native:network:VirtualNetwork"), id, body));
    return id;
  }

  private Map<String, Object> tags(String id) {
    return JsonMaps.map(azure.resources().find(id).orElseThrow().body().getAsJsonObject("tags"));
  }
}
