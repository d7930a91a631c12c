package io.quarterdeck.azure.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.EnvironmentVariables;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessVariablesTest {
  @TempDir private Path folder;

  @Test
  void withoutVariablesThePublicCloudAndTheSignedInAccountAreUsed() {
    AzureAccess access = AccessVariables.read(Map.of());
    assertThat(access.resourceManager()).isEqualTo(URI.create("https://management.azure.com"));
    assertThat(access.credential()).isInstanceOf(SignedInCredential.class);
    assertThat(access.storageKey()).isEmpty();
  }

  @Test
  void aVariableThatIsEmptyIsNone() {
    assertThat(
            AccessVariables.read(
                    Map.of("AZURE_AUTHORITY_HOST", "", EnvironmentVariables.RESOURCE_MANAGER, " "))
                .resourceManager())
        .isEqualTo(AzureAccess.PUBLIC_CLOUD);
  }

  @Test
  void anAuthorityIsReachedOverTlsOnly() {
    assertThatThrownBy(
            () -> AccessVariables.read(Map.of("AZURE_AUTHORITY_HOST", "http://127.0.0.1:1")))
        .hasMessage(
            "Cannot sign in to Azure: AZURE_AUTHORITY_HOST is 'http://127.0.0.1:1'; expected an"
                + " https:// URL. Correct it, or unset it.");
  }

  @Test
  void anUnknownCredentialIsTold() {
    assertThatThrownBy(
            () -> AccessVariables.read(Map.of("AZURE_TOKEN_CREDENTIALS", "PipelinesCredential")))
        .hasMessageStartingWith(
            "Cannot sign in to Azure: Invalid value for AZURE_TOKEN_CREDENTIALS:"
                + " 'pipelinescredential'.")
        .hasMessageEndingWith(
            "; expected AzurePipelinesCredential or a name that DefaultAzureCredential knows in"
                + " AZURE_TOKEN_CREDENTIALS. Correct the variable, or unset it.");
  }

  @Test
  void aPipelineWithoutItsAccessTokenIsTold() {
    Map<String, String> task =
        Map.of(
            "AZURE_TOKEN_CREDENTIALS", "AzurePipelinesCredential",
            "SYSTEM_OIDCREQUESTURI", "https://127.0.0.1:1/oidctoken",
            "AZURESUBSCRIPTION_CLIENT_ID", "client",
            "AZURESUBSCRIPTION_TENANT_ID", "tenant",
            "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID", "connection");
    assertThatThrownBy(() -> AccessVariables.read(task))
        .hasMessage(
            "Cannot sign in to Azure: SYSTEM_ACCESSTOKEN is not set, but AZURE_TOKEN_CREDENTIALS is"
                + " AzurePipelinesCredential; expected the variables of a task with a service"
                + " connection. Run this in such a task, and map SYSTEM_ACCESSTOKEN in its env"
                + " (docs/azure.md).");
  }

  @Test
  void tokensForAnEmulatorAreThoseOfThePublicCloud() {
    assertThat(Scopes.resourceManager(URI.create("https://127.0.0.1:1")))
        .isEqualTo("https://management.azure.com/.default");
    assertThat(Scopes.resourceManager(URI.create("https://management.usgovcloudapi.net")))
        .isEqualTo("https://management.usgovcloudapi.net/.default");
  }

  @Test
  void aResourceManagerIsReachedOverTlsOnly() {
    assertThatThrownBy(
            () ->
                AccessVariables.read(
                    Map.of(EnvironmentVariables.RESOURCE_MANAGER, "http://127.0.0.1:1")))
        .hasMessage(
            "Cannot reach Azure Resource Manager: QUARTERDECK_RESOURCE_MANAGER is"
                + " 'http://127.0.0.1:1'; expected an https:// URL. Correct it, or unset it.");
  }

  @Test
  void aTrustWithoutACertificateIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("trust.pem"), "");
    assertThatThrownBy(
            () -> AccessVariables.read(Map.of(EnvironmentVariables.TRUST_FILE, file.toString())))
        .hasMessage(
            "Cannot trust the certificates of "
                + file
                + ": java.security.cert.CertificateException: there is no certificate in it;"
                + " expected a PEM file. Correct QUARTERDECK_TRUST_FILE, or unset it.");
  }

  @Test
  void aKeyThatCannotBeReadIsTold() {
    Path file = folder.resolve("key");
    assertThatThrownBy(
            () ->
                AccessVariables.read(
                    Map.of(EnvironmentVariables.STORAGE_KEY_FILE, file.toString())))
        .hasMessageStartingWith("Cannot read the storage account's key: ")
        .hasMessageEndingWith(
            "; expected a file with the key. Correct QUARTERDECK_STORAGE_KEY_FILE, or unset it.");
  }

  @Test
  void noTextOfAnAccessShowsItsKey() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "c2VjcmV0");
    assertThat(AccessVariables.read(Map.of(EnvironmentVariables.STORAGE_KEY_FILE, file.toString())))
        .hasToString("AzureAccess[https://management.azure.com]");
  }
}
