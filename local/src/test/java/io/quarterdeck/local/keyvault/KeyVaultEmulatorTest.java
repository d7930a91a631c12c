package io.quarterdeck.local.keyvault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.DeletedSecret;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import com.azure.security.keyvault.secrets.models.SecretProperties;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.TestTenant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyVaultEmulatorTest {
  private static final VaultResource VAULT =
      new VaultResource(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-local",
          "westeurope",
          7,
          false);
  private static final RoleAssignments OFFICER =
      new TestRoles().assign(LocalTenant.OWNER_ID, TestRoles.SECRETS_OFFICER, VAULT.id()).roles();
  private static final VaultResource PROTECTED =
      new VaultResource(VAULT.id(), VAULT.location(), 7, true);

  @TempDir private static Path certificates;
  @TempDir private Path folder;
  private TestContext context;
  private Vaults vaults;
  private Emulator.Running running;
  private SecretClient client;

  @BeforeEach
  void start() throws Exception {
    context = TestContext.in(folder, certificates, Audience.KEY_VAULT);
    vaults = Vaults.open(folder.resolve("vaults"));
    vaults.put(VAULT);
    running =
        new KeyVaultEmulator(vaults, NoVaults.NONE, TestTenant.authority(), OFFICER)
            .start(context.emulator());
    client = client(context.token());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void secretIsReadWithAllItsProperties() {
    OffsetDateTime from = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    client.setSecret(
        new KeyVaultSecret("postgres-password", "pass\nwörd \"1\"")
            .setProperties(
                new SecretProperties()
                    .setContentType("text/plain")
                    .setTags(Map.of("owner", "quarterdeck"))
                    .setNotBefore(from)
                    .setExpiresOn(from.plusYears(1))));
    KeyVaultSecret read = client.getSecret("postgres-password");
    assertThat(read.getValue()).isEqualTo("pass\nwörd \"1\"");
    assertThat(read.getName()).isEqualTo("postgres-password");
    SecretProperties properties = read.getProperties();
    assertThat(properties.getContentType()).isEqualTo("text/plain");
    assertThat(properties.getTags()).isEqualTo(Map.of("owner", "quarterdeck"));
    assertThat(properties.getNotBefore()).isEqualTo(from);
    assertThat(properties.getExpiresOn()).isEqualTo(from.plusYears(1));
    assertThat(properties.isEnabled()).isTrue();
    assertThat(properties.getRecoveryLevel()).isEqualTo("CustomizedRecoverable+Purgeable");
    assertThat(properties.getRecoverableDays()).isEqualTo(7);
    assertThat(properties.getCreatedOn()).isEqualTo(properties.getUpdatedOn());
    assertThat(properties.getVersion()).matches("[0-9a-f]{32}");
  }

  @Test
  void everyVersionIsKeptAndTheLatestIsReadWithoutOne() {
    String first = client.setSecret("name", "one").getProperties().getVersion();
    String second = client.setSecret("name", "two").getProperties().getVersion();
    assertThat(client.getSecret("name").getValue()).isEqualTo("two");
    assertThat(client.getSecret("name", first).getValue()).isEqualTo("one");
    assertThat(client.listPropertiesOfSecretVersions("name").stream())
        .extracting(SecretProperties::getVersion)
        .containsExactlyInAnyOrder(first, second);
    assertThatThrownBy(() -> client.getSecret("name", "0".repeat(32)))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("SecretNotFound");
  }

  @Test
  void listOfSeveralPagesIsComplete() {
    for (int i = 0; i < 60; i++) {
      client.setSecret("secret-" + i, "value");
    }
    assertThat(client.listPropertiesOfSecrets().stream())
        .hasSize(60)
        .extracting(SecretProperties::getName)
        .doesNotHaveDuplicates();
    assertThat(client.listPropertiesOfSecrets().streamByPage().map(page -> page.getValue().size()))
        .containsExactly(25, 25, 10);
  }

  @Test
  void disabledSecretCannotBeReadUntilItIsEnabled() {
    SecretProperties properties = client.setSecret("name", "value").getProperties();
    client.updateSecretProperties(properties.setEnabled(false));
    assertThatThrownBy(() -> client.getSecret("name"))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("Operation get is not allowed on a disabled secret.")
        .hasMessageContaining("SecretDisabled");
    assertThat(vaults.secretValue(VAULT.id(), "name")).isEmpty();
    client.updateSecretProperties(properties.setEnabled(true).setContentType("text/plain"));
    assertThat(client.getSecret("name").getValue()).isEqualTo("value");
    assertThat(client.getSecret("name").getProperties().getContentType()).isEqualTo("text/plain");
  }

  @Test
  void deletedSecretCanBeRecoveredWithAllVersions() {
    client.setSecret("name", "one");
    client.setSecret("name", "two");
    DeletedSecret deleted =
        client
            .beginDeleteSecret("name")
            .setPollInterval(Duration.ofMillis(10))
            .waitForCompletion()
            .getValue();
    assertThat(deleted.getRecoveryId()).isEqualTo(running.endpoint() + "/deletedsecrets/name");
    assertThat(deleted.getScheduledPurgeDate()).isEqualTo(deleted.getDeletedOn().plusDays(7));
    assertThatThrownBy(() -> client.getSecret("name")).hasMessageContaining("SecretNotFound");
    assertThat(client.listPropertiesOfSecrets()).isEmpty();
    assertThat(client.listDeletedSecrets().stream().map(DeletedSecret::getName))
        .containsExactly("name");
    assertThat(client.getDeletedSecret("name").getName()).isEqualTo("name");
    assertThatThrownBy(() -> client.setSecret("name", "three"))
        .hasMessageContaining("ObjectIsDeletedButRecoverable");
    client
        .beginRecoverDeletedSecret("name")
        .setPollInterval(Duration.ofMillis(10))
        .waitForCompletion();
    assertThat(client.getSecret("name").getValue()).isEqualTo("two");
    assertThat(client.listPropertiesOfSecretVersions("name")).hasSize(2);
  }

  @Test
  void purgedSecretIsDeletedUnlessTheVaultHasPurgeProtection() {
    client.setSecret("first", "value");
    client.beginDeleteSecret("first").setPollInterval(Duration.ofMillis(10)).waitForCompletion();
    client.purgeDeletedSecret("first");
    assertThatThrownBy(() -> client.getDeletedSecret("first"))
        .hasMessageContaining("Deleted Secret not found: first");
    vaults.put(PROTECTED);
    client.setSecret("second", "value");
    client.beginDeleteSecret("second").setPollInterval(Duration.ofMillis(10)).waitForCompletion();
    assertThatThrownBy(() -> client.purgeDeletedSecret("second"))
        .hasMessageContaining("403")
        .hasMessageContaining("purge protection is enabled for this vault");
    assertThat(client.getDeletedSecret("second").getProperties().getRecoveryLevel())
        .isEqualTo("CustomizedRecoverable");
  }

  @Test
  void firstRequestIsChallengedAndAnotherTokenIsRefused() {
    String url = running.endpoint() + "/secrets?api-version=7.6";
    try (HttpResponse answer =
        context.http().sendSync(new HttpRequest(HttpMethod.GET, url), Context.NONE)) {
      assertThat(answer.getStatusCode()).isEqualTo(401);
      assertThat(answer.getHeaderValue(HttpHeaderName.WWW_AUTHENTICATE))
          .isEqualTo(
              "Bearer authorization=\"%s\", resource=\"https://vault.azure.net\""
                  .formatted(TestTenant.authority().url()));
      assertThat(answer.getBodyAsBinaryData())
          .hasToString(
              "{\"error\":{\"code\":\"Unauthorized\",\"message\":\"AKV10000: Request is missing a"
                  + " Bearer or PoP token.\"}}");
    }
    assertThatThrownBy(() -> client("another").getSecret("name"))
        .isInstanceOf(HttpResponseException.class)
        .hasMessageContaining("401")
        .hasMessageContaining("[InvalidToken] Error validating token: not known.");
    assertThatThrownBy(() -> client(TestTenant.token(Audience.RESOURCE_MANAGER)).getSecret("name"))
        .hasMessageContaining(
            "AKV10022: Invalid audience. Expected https://vault.azure.net, found:"
                + " https://management.azure.com.");
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    assertThatThrownBy(
            () ->
                client(TestTenant.token(TestTenant.open(yesterday), Audience.KEY_VAULT))
                    .getSecret("name"))
        .hasMessageContaining("[TokenExpired] Error validating token: 'S2S12086'.");
  }

  @Test
  void unknownRequestsAreRefusedWithKeyVaultsMessages() {
    assertThat(ask(HttpMethod.GET, "/keys?api-version=7.6", ""))
        .isEqualTo(
            "404 {\"error\":{\"code\":\"NotFound\",\"message\":\"No HTTP resource was found that"
                + " matches the request GET /keys\"}}");
    assertThat(ask(HttpMethod.GET, "/secrets", ""))
        .isEqualTo(
            "400 {\"error\":{\"code\":\"BadParameter\",\"message\":\"api-version must be"
                + " specified\"}}");
    assertThat(ask(HttpMethod.GET, "/secrets?api-version=9.9", ""))
        .isEqualTo(
            "400 {\"error\":{\"code\":\"BadParameter\",\"message\":\"The specified version (9.9) is"
                + " not recognized.\"}}");
    assertThat(ask(HttpMethod.PUT, "/secrets/a_b?api-version=7.6", "{\"value\":\"x\"}"))
        .isEqualTo(
            "400 {\"error\":{\"code\":\"BadParameter\",\"message\":\"The request URI contains an"
                + " invalid name: a_b\"}}");
    assertThat(
            ask(HttpMethod.PUT, "/secrets/a?api-version=7.6", "{\"value\":\"x\",\"kind\":\"y\"}"))
        .isEqualTo(
            "400 {\"error\":{\"code\":\"BadParameter\",\"message\":\"The property 'kind' is not"
                + " known.\"}}");
    assertThat(ask(HttpMethod.PUT, "/secrets/a?api-version=7.6", "{}"))
        .isEqualTo(
            "400 {\"error\":{\"code\":\"BadParameter\",\"message\":\"Required parameter 'value' is"
                + " missing.\"}}");
    assertThat(ask(HttpMethod.GET, "/secrets?api-version=7.6&maxresults=26", ""))
        .isEqualTo(
            "400 {\"error\":{\"code\":\"BadParameter\",\"message\":\"Invalid value for maxresults:"
                + " 26; expected 1 to 25.\"}}");
  }

  @Test
  void restartInTheSameFolderKeepsTheSecrets() throws Exception {
    String first = client.setSecret("kept", "one").getProperties().getVersion();
    client.setSecret("kept", "two");
    client.setSecret("deleted", "value");
    client.beginDeleteSecret("deleted").setPollInterval(Duration.ofMillis(10)).waitForCompletion();
    running.close();
    // Nothing was saved explicitly: the files are as a killed process leaves them.
    vaults = Vaults.open(folder.resolve("vaults"));
    running =
        new KeyVaultEmulator(vaults, NoVaults.NONE, TestTenant.authority(), OFFICER)
            .start(context.emulator());
    SecretClient again = client(context.token());
    assertThat(again.getSecret("kept").getValue()).isEqualTo("two");
    assertThat(again.getSecret("kept", first).getValue()).isEqualTo("one");
    assertThat(again.getDeletedSecret("deleted").getName()).isEqualTo("deleted");
    assertThat(vaults.find(VAULT.id())).contains(VAULT);
  }

  @Test
  void requestWithoutAVaultIsRefused() {
    vaults.delete(VAULT.id());
    assertThatThrownBy(() -> client.getSecret("name"))
        .hasMessageContaining("404")
        .hasMessageContaining(
            "Cannot tell which vault is meant: found none; expected exactly one vault in the local"
                + " stack.");
  }

  private String ask(HttpMethod method, String target, String body) {
    return context.ask(method, running.endpoint(), target, body);
  }

  private SecretClient client(String token) {
    return new SecretClientBuilder()
        .vaultUrl(running.endpoint() + "/")
        .credential(TestContext.credential(token))
        .httpClient(context.http())
        .disableChallengeResourceVerification()
        .buildClient();
  }
}
