package io.quarterdeck.etl.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessVariablesTest {
  @TempDir private Path folder;

  @Test
  void without_a_variable_it_is_azures_public_cloud_and_whoever_is_signed_in() {
    AzureAccess access = AccessVariables.read(Map.of());
    assertThat(access.resourceManager()).isEqualTo(URI.create("https://management.azure.com"));
    assertThat(access.credential()).isInstanceOf(SignedInCredential.class);
    assertThat(access.storageKey()).isEmpty();
  }

  @Test
  void a_variable_that_is_empty_is_none() {
    assertThat(
            AccessVariables.read(
                    Map.of(
                        AccessVariables.TOKEN_FILE, "",
                        AccessVariables.RESOURCE_MANAGER, " "))
                .resourceManager())
        .isEqualTo(AzureAccess.PUBLIC_CLOUD);
  }

  @Test
  void a_token_is_read_again_when_its_file_has_changed() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    AzureAccess access = AccessVariables.read(Map.of(AccessVariables.TOKEN_FILE, file.toString()));
    assertThat(access.token(Scopes.POSTGRES)).isEqualTo("first");
    Files.writeString(file, "second\n");
    assertThat(access.token(Scopes.POSTGRES)).isEqualTo("second");
  }

  @Test
  void a_resource_manager_is_reached_over_tls_only() {
    assertThatThrownBy(
            () ->
                AccessVariables.read(
                    Map.of(AccessVariables.RESOURCE_MANAGER, "http://127.0.0.1:1")))
        .hasMessage(
            "Cannot reach Azure Resource Manager: QUARTERDECK_RESOURCE_MANAGER is"
                + " 'http://127.0.0.1:1'; expected an https:// URL. Correct it, or unset it.");
  }

  @Test
  void a_trust_without_a_certificate_is_told() throws Exception {
    Path file = Files.writeString(folder.resolve("trust.pem"), "");
    assertThatThrownBy(
            () -> AccessVariables.read(Map.of(AccessVariables.TRUST_FILE, file.toString())))
        .hasMessage(
            "Cannot trust the certificates of "
                + file
                + ": java.security.cert.CertificateException: there is no certificate in it;"
                + " expected a PEM file. Correct QUARTERDECK_TRUST_FILE, or unset it.");
  }

  @Test
  void a_key_that_cannot_be_read_is_told() {
    Path file = folder.resolve("key");
    assertThatThrownBy(
            () -> AccessVariables.read(Map.of(AccessVariables.STORAGE_KEY_FILE, file.toString())))
        .hasMessageStartingWith("Cannot read the storage account's key: ")
        .hasMessageEndingWith(
            "; expected a file with the key. Correct QUARTERDECK_STORAGE_KEY_FILE, or unset it.");
  }

  @Test
  void no_text_of_an_access_shows_its_key() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "c2VjcmV0");
    assertThat(AccessVariables.read(Map.of(AccessVariables.STORAGE_KEY_FILE, file.toString())))
        .hasToString("AzureAccess[https://management.azure.com]");
  }
}
