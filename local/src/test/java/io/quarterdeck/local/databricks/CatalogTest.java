package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.catalog.ExternalLocationInfo;
import com.databricks.sdk.service.catalog.ListExternalLocationsRequest;
import com.databricks.sdk.service.compute.NodeType;
import com.databricks.sdk.service.compute.SparkVersion;
import com.databricks.sdk.service.settings.GetDefaultNamespaceSettingRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  private static final String LAKE = "abfss://artifacts@lake.dfs.core.windows.net/";

  @TempDir private Path folder;

  private TestWorkspace workspace;
  private WorkspaceClient client;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
    client = workspace.client();
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void volumeNeedsAnExternalLocationWithAnAccessConnector() throws IOException {
    assertThat(
            client
                .settings()
                .DefaultNamespace()
                .get(new GetDefaultNamespaceSettingRequest())
                .getNamespace()
                .getValue())
        .isEqualTo("main");
    workspace.createCredential(TestWorkspace.CONNECTOR);
    workspace.createLocation("artifacts", LAKE);
    workspace.createVolume(LAKE + "databricks");
    workspace.close();
    start();
    assertThat(
            client
                .storageCredentials()
                .get("lake")
                .getAzureManagedIdentity()
                .getAccessConnectorId())
        .isEqualTo(TestWorkspace.CONNECTOR);
    assertThat(client.externalLocations().list(new ListExternalLocationsRequest()))
        .extracting(ExternalLocationInfo::getName)
        .containsExactly("artifacts");
    assertThat(client.volumes().read("main.default.jars").getStorageLocation())
        .isEqualTo(LAKE + "databricks");
    assertThatThrownBy(() -> client.storageCredentials().delete("lake"))
        .isInstanceOf(BadRequest.class)
        .hasMessage("Storage credential 'lake' is used by external locations");
    client.volumes().delete("main.default.jars");
    client.externalLocations().delete("artifacts");
    client.storageCredentials().delete("lake");
    assertThatThrownBy(() -> client.storageCredentials().get("lake"))
        .isInstanceOf(NotFound.class)
        .hasMessage("Storage credential 'lake' does not exist.");
  }

  @Test
  void missingReferencesAreRefused() {
    assertThatThrownBy(() -> workspace.createCredential("connector"))
        .hasMessage(
            "Cannot accept azure_managed_identity.access_connector_id: found \"connector\";"
                + " expected the resource id of an access connector.");
    assertThatThrownBy(() -> workspace.createCredential(TestWorkspace.CONNECTOR + "2"))
        .hasMessage(
            "Cannot use access connector "
                + TestWorkspace.CONNECTOR
                + "2: found none; expected an existing access connector.");
    assertThatThrownBy(() -> workspace.createLocation("artifacts", LAKE))
        .isInstanceOf(NotFound.class)
        .hasMessage("Storage credential 'lake' does not exist.");
    assertThatThrownBy(() -> workspace.createVolume(LAKE + "databricks"))
        .hasMessage(
            "Cannot create the volume: found no external location that contains "
                + LAKE
                + "databricks; expected one.");
    workspace.createCredential(TestWorkspace.CONNECTOR);
    assertThatThrownBy(() -> workspace.createCredential(TestWorkspace.CONNECTOR))
        .isInstanceOf(BadRequest.class)
        .hasMessage("Storage credential 'lake' already exists");
    workspace.createLocation("artifacts", LAKE);
    assertThatThrownBy(() -> workspace.createLocation("other", LAKE + "below"))
        .hasMessage(
            "Input path url '"
                + LAKE
                + "below' overlaps with other external locations. Conflicting location:"
                + " artifacts.");
  }

  @Test
  void nodeTypesAndRuntimesAreListed() {
    assertThat(client.clusters().listNodeTypes().getNodeTypes())
        .filteredOn(type -> type.getNumCores() == 4 && !type.getIsDeprecated())
        .extracting(NodeType::getNodeTypeId)
        .contains("Standard_D4ds_v5")
        .doesNotContain("Standard_DS3_v2");
    assertThat(client.clusters().sparkVersions().getVersions())
        .extracting(SparkVersion::getKey)
        .contains("17.3.x-scala2.13");
  }
}
