package io.quarterdeck.local.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights that operations on secrets need. */
class SecretAccessTest {
  private static final VaultResource VAULT =
      new VaultResource(
          TestRoles.SUBSCRIPTION + "/resourceGroups/RG/providers/Microsoft.KeyVault/vaults/kv-1",
          "westeurope",
          7,
          false);
  private static final String DATA = "00000000-0000-4000-8000-000000000040";
  private static final String VERSION = "?api-version=7.4";

  @TempDir private static Path certificates;
  @TempDir private Path folder;
  private final TestRoles roles = new TestRoles();
  private TestContext data;
  private Emulator.Running running;

  @BeforeEach
  void start() throws Exception {
    TestContext context = TestContext.in(folder, certificates, Audience.KEY_VAULT);
    Vaults vaults = Vaults.open(folder.resolve("vaults"));
    vaults.put(VAULT);
    vaults.setSecret(VAULT.id(), "password", "secret", SecretProperties.plain());
    running =
        new KeyVaultEmulator(vaults, NoVaults.NONE, TestTenant.authority(), roles.roles())
            .start(context.emulator());
    data =
        new TestContext(
            context.emulator(),
            context.http(),
            TestTenant.applicationToken("data", Audience.KEY_VAULT));
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void refusalNamesCallerActionAndResource() {
    JsonObject error = error(ask("GET", "/secrets/password"));

    assertThat(error.get("code").getAsString()).isEqualTo("Forbidden");
    assertThat(error.getAsJsonObject("innererror").get("code").getAsString())
        .isEqualTo("ForbiddenByRbac");
    assertThat(error.get("message").getAsString().lines())
        .containsExactly(
            "Caller is not authorized to perform action on resource.",
            "If role assignments, deny assignments or role definitions were changed recently,"
                + " please observe propagation time.",
            "Caller: name=data;appid=00000000-0000-4000-8000-000000000041;oid="
                + DATA
                + ";iss=https://sts.windows.net/00000000-0000-4000-8000-000000000002/",
            "Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'",
            "Resource: '"
                + TestRoles.SUBSCRIPTION
                + "/resourcegroups/rg/providers/microsoft.keyvault/vaults/kv-1/secrets/password'",
            "Assignment: (not found)",
            "DenyAssignmentId: null",
            "DecisionReason: null ",
            "Vault: kv-1;location=westeurope");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /secrets, secrets/readMetadata/action",
    "GET, /secrets/password/versions, secrets/readMetadata/action",
    "GET, /secrets/password, secrets/getSecret/action",
    "PUT, /secrets/password, secrets/setSecret/action",
    "PATCH, /secrets/password, secrets/update/action",
    "DELETE, /secrets/password, secrets/delete",
    "GET, /deletedsecrets, secrets/readMetadata/action",
    "GET, /deletedsecrets/password, secrets/readMetadata/action",
    "POST, /deletedsecrets/password/recover, secrets/recover/action",
    "DELETE, /deletedsecrets/password, secrets/purge/action",
  })
  void eachOperationNeedsItsAction(String method, String path, String action) {
    assertThat(error(ask(method, path)).get("message").getAsString())
        .contains("Action: 'Microsoft.KeyVault/vaults/" + action + "'\r\n");
  }

  @Test
  void secretsUserReadsAndSecretsOfficerWrites() {
    roles.assign(DATA, TestRoles.SECRETS_USER, VAULT.id());

    assertThat(ask("GET", "/secrets/password")).startsWith("200 ").contains("\"secret\"");
    assertThat(ask("GET", "/secrets")).startsWith("200 ");
    assertThat(ask("PUT", "/secrets/password")).startsWith("403 ");

    roles.assign(DATA, TestRoles.SECRETS_OFFICER, TestRoles.SUBSCRIPTION + "/resourceGroups/rg");
    assertThat(ask("PUT", "/secrets/password")).startsWith("200 ");
    assertThat(ask("DELETE", "/secrets/password")).startsWith("200 ");
    assertThat(ask("DELETE", "/deletedsecrets/password")).startsWith("204 ");
  }

  /** A role can be assigned for one secret. */
  @Test
  void roleOnASecretAppliesToThatSecretOnly() {
    roles.assign(DATA, TestRoles.SECRETS_USER, VAULT.id() + "/secrets/password");

    assertThat(ask("GET", "/secrets/password")).startsWith("200 ");
    assertThat(ask("GET", "/secrets/other")).startsWith("403 ");
    assertThat(ask("GET", "/secrets")).startsWith("403 ");
  }

  private String ask(String method, String path) {
    String body =
        switch (method) {
          case "PUT" -> "{\"value\": \"new\"}";
          case "PATCH" -> "{}";
          default -> "";
        };
    return data.ask(HttpMethod.valueOf(method), running.endpoint(), path + VERSION, body);
  }

  private static JsonObject error(String answer) {
    assertThat(answer).startsWith("403 ");
    return JsonParser.parseString(answer.substring(4)).getAsJsonObject().getAsJsonObject("error");
  }
}
