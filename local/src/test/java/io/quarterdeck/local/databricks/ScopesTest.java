package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.ResourceAlreadyExists;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.workspace.AzureKeyVaultSecretScopeMetadata;
import com.databricks.sdk.service.workspace.CreateScope;
import com.databricks.sdk.service.workspace.ScopeBackendType;
import com.databricks.sdk.service.workspace.SecretMetadata;
import com.databricks.sdk.service.workspace.SecretScope;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScopesTest {
  @TempDir Path folder;

  @Test
  void scopeIsBackedByAKeyVaultAndSurvivesARestart() throws IOException {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      workspace.client().secrets().createScope(scope("quarterdeck"));
      assertThatThrownBy(() -> workspace.client().secrets().createScope(scope("quarterdeck")))
          .isInstanceOf(ResourceAlreadyExists.class)
          .hasMessage("Scope quarterdeck already exists!");
    }
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      WorkspaceClient client = workspace.client();
      assertThat(client.secrets().listScopes())
          .containsExactly(
              new SecretScope()
                  .setName("quarterdeck")
                  .setBackendType(ScopeBackendType.AZURE_KEYVAULT)
                  .setKeyvaultMetadata(metadata()));
      assertThat(client.secrets().listSecrets("quarterdeck"))
          .containsExactly(
              new SecretMetadata()
                  .setKey("postgres-password")
                  .setLastUpdatedTimestamp(1_767_225_600_000L));
      client.secrets().deleteScope("quarterdeck");
      assertThat(client.secrets().listScopes()).isEmpty();
      assertThatThrownBy(() -> client.secrets().deleteScope("quarterdeck"))
          .isInstanceOf(NotFound.class)
          .hasMessage("Scope quarterdeck does not exist!");
    }
  }

  @Test
  void currentUserIsReturned() throws IOException {
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      assertThat(workspace.client().currentUser().me(new MeRequest()).getUserName())
          .isEqualTo("owner@quarterdeck.example");
    }
  }

  private static CreateScope scope(String name) {
    return new CreateScope()
        .setScope(name)
        .setScopeBackendType(ScopeBackendType.AZURE_KEYVAULT)
        .setBackendAzureKeyvault(metadata());
  }

  private static AzureKeyVaultSecretScopeMetadata metadata() {
    return new AzureKeyVaultSecretScopeMetadata()
        .setResourceId(FakeVault.VAULT.resourceId())
        .setDnsName(FakeVault.VAULT.dnsName());
  }
}
