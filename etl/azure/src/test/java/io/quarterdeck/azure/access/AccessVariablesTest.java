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
                    Map.of(
                        EnvironmentVariables.TOKEN_FILE, "",
                        EnvironmentVariables.RESOURCE_MANAGER, " "))
                .resourceManager())
        .isEqualTo(AzureAccess.PUBLIC_CLOUD);
  }

  @Test
  void aTokenIsReadAgainWhenItsFileHasChanged() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    AzureAccess access =
        AccessVariables.read(Map.of(EnvironmentVariables.TOKEN_FILE, file.toString()));
    assertThat(access.token(Scopes.POSTGRES)).isEqualTo("first");
    Files.writeString(file, "second\n");
    assertThat(access.token(Scopes.POSTGRES)).isEqualTo("second");
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
