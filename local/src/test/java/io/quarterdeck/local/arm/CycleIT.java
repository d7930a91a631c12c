package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.parts.Parts;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Json;
import io.quarterdeck.local.arm.store.SignedInAs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The real engine takes dev and prod through their lives. */
@ExtendWith(NeedsPulumi.class)
class CycleIT {
  @TempDir Path folder;

  private ControlPlane azure;
  private ProviderServer server;
  private PulumiProject project;

  @BeforeEach
  void start() throws IOException {
    azure = ControlPlane.open(folder.resolve("arm"), SignedInAs.LOCAL, Parts.none(), Faults.NONE);
    server = ProviderServer.start(azure, 0);
    project = PulumiProject.in(folder).provider(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void dev_is_made_kept_repaired_and_destroyed() throws Exception {
    run("stack", "init", "dev");
    String preview = run("preview", "--stack", "dev");
    assertThat(preview).contains("+ 117 to create").contains("keyVaultId             : [unknown]");
    assertThat(azure.resources().list()).isEmpty();

    run("up", "--yes", "--skip-preview", "--stack", "dev");
    run("preview", "--expect-no-changes", "--stack", "dev");
    assertThat(project.outputs("dev").get("blobEndpoint").getAsString())
        .matches("https://stqdeckdevweu[0-9a-f]{5}\\.blob\\.core\\.windows\\.net/");

    String landing = idOf("Microsoft.Storage/storageAccounts/blobServices/containers", "landing");
    azure.delete(landing, "Microsoft.Storage/storageAccounts/blobServices/containers");
    String vnet = retagNetwork();
    // What the nightly drift check runs.
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
    run("preview", "--refresh", "--expect-no-changes", "--stack", "dev");

    run("destroy", "--yes", "--skip-preview", "--stack", "dev");
    assertThat(azure.resources().list())
        .extracting(ArmResource::id)
        .containsExactly(
            "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/NetworkWatcherRG",
            "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/NetworkWatcherRG"
                + "/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope");

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

  @Test
  void prod_keeps_its_data_until_its_owner_gives_it_free() throws Exception {
    run("stack", "init", "prod");
    run("preview", "--stack", "prod");
    run("up", "--yes", "--skip-preview", "--stack", "prod");
    run("preview", "--refresh", "--expect-no-changes", "--stack", "prod");

    String kept =
        project.run("destroy", "--yes", "--skip-preview", "--stack", "prod").fails().output();
    assertThat(kept).contains("because it is protected");
    String network = retagNetwork();
    run("refresh", "--yes", "--skip-preview", "--stack", "prod");
    assertThat(run("up", "--yes", "--skip-preview", "--stack", "prod")).contains("~ 1 updated");
    assertThat(tags(network)).containsEntry("owner", "data-platform@example.com");

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

  private String run(String... command) throws IOException, InterruptedException {
    return project.run(command).succeeds().output();
  }

  private String idOf(String type, String name) {
    return azure.resources().list().stream()
        .filter(resource -> resource.type().equals(type))
        .map(ArmResource::id)
        .filter(id -> id.substring(id.lastIndexOf('/') + 1).startsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** Somebody changes the network's tags in the portal. */
  private String retagNetwork() {
    String id = idOf("Microsoft.Network/virtualNetworks", "vnet");
    Map<String, Object> body = Json.map(azure.resources().find(id).orElseThrow().body());
    body.put("tags", Map.of("owner", "somebody-else@example.com"));
    azure.put(new ArmRequest(ArmTypes.of("azure-native:network:VirtualNetwork"), id, body));
    return id;
  }

  private Map<String, Object> tags(String id) {
    return Json.map(azure.resources().find(id).orElseThrow().body().getAsJsonObject("tags"));
  }
}
