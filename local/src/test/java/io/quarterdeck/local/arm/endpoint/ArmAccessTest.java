package io.quarterdeck.local.arm.endpoint;

import static io.quarterdeck.local.arm.endpoint.TestResources.ACCOUNT;
import static io.quarterdeck.local.arm.endpoint.TestResources.ACCOUNT_ID;
import static io.quarterdeck.local.arm.endpoint.TestResources.GROUP;
import static io.quarterdeck.local.arm.endpoint.TestResources.SERVER_ID;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpMethod;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads and actions of principals with different roles. */
class ArmAccessTest {
  private static final String GROUPS = ACCOUNT.id() + "/resourceGroups?api-version=2021-04-01";
  private static final String PREVIEW = "00000000-0000-4000-8000-000000000020";

  @TempDir private static Path certificates;
  @TempDir private Path folder;

  private final List<String> restarted = new CopyOnWriteArrayList<>();
  private final TestResources resources = TestResources.platform();
  private TestContext owner;
  private TestContext preview;
  private TestContext stranger;
  private Emulator.Running running;

  @BeforeEach
  void start() throws Exception {
    owner = TestContext.in(folder, certificates, Audience.RESOURCE_MANAGER);
    preview = as(TestTenant.applicationToken("preview", Audience.RESOURCE_MANAGER));
    stranger = as(TestTenant.personToken("stranger", Audience.RESOURCE_MANAGER));
    resources.put(
        ACCOUNT.id() + "/resourceGroups/rg-other",
        "Microsoft.Resources/resourceGroups",
        "{}",
        "{}");
    running =
        new ArmEmulator(
                resources,
                ACCOUNT,
                TestTenant.authority(),
                Registrations.in(folder),
                Faults.NONE,
                (caller, id) -> restarted.add(caller.name() + " " + id),
                TestResources.NO_WRITES)
            .start(owner.emulator());
  }

  private TestContext as(String token) {
    return new TestContext(owner.emulator(), owner.http(), token);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void callerWithoutARoleReadsNothing() {
    String read = GROUP + "?api-version=2021-04-01";
    assertThat(get(owner, read)).startsWith("200 ");
    assertThat(get(stranger, read))
        .isEqualTo(
            refused(
                "stranger@quarterdeck.example",
                "00000000-0000-4000-8000-000000000012",
                "Microsoft.Resources/subscriptions/resourceGroups/read",
                GROUP));
    assertThat(get(stranger, ACCOUNT_ID + "?api-version=2024-01-01"))
        .isEqualTo(
            refused(
                "stranger@quarterdeck.example",
                "00000000-0000-4000-8000-000000000012",
                "Microsoft.Storage/storageAccounts/read",
                ACCOUNT_ID));
    assertThat(get(stranger, GROUPS)).startsWith("403 ");
    assertThat(get(stranger, ACCOUNT.id() + "?api-version=2022-12-01")).startsWith("403 ");
    assertThat(get(stranger, "/subscriptions?api-version=2022-12-01"))
        .isEqualTo("200 {\"value\":[]}");
  }

  /** Azure does not tell a caller without rights whether a resource exists. */
  @Test
  void missingResourceIsRefusedLikeAnExistingOne() {
    assertThat(get(stranger, ACCOUNT_ID + "missing?api-version=2024-01-01")).startsWith("403 ");
    assertThat(get(owner, ACCOUNT_ID + "missing?api-version=2024-01-01")).startsWith("404 ");
  }

  @Test
  void listsContainWhatTheCallerMayRead() {
    assign(TestRoles.READER, GROUP);

    assertThat(get(owner, GROUPS)).contains("\"rg-local\"", "\"rg-other\"");
    assertThat(get(preview, GROUPS)).contains("\"rg-local\"").doesNotContain("\"rg-other\"");
    assertThat(get(preview, ACCOUNT.id() + "/resources?api-version=2021-04-01"))
        .contains("\"stlocal\"");
    assertThat(get(preview, "/subscriptions?api-version=2022-12-01"))
        .contains(ACCOUNT.subscriptionId());
    assertThat(get(preview, ACCOUNT.id() + "?api-version=2022-12-01")).startsWith("403 ");
  }

  @Test
  void readerMayNotPerformActions() {
    assign(TestRoles.READER, GROUP);
    String restart = SERVER_ID + "/restart?api-version=2025-08-01";

    assertThat(preview.ask(HttpMethod.POST, running.endpoint(), restart, ""))
        .isEqualTo(
            refused(
                "00000000-0000-4000-8000-000000000021",
                PREVIEW,
                "Microsoft.DBforPostgreSQL/flexibleServers/restart/action",
                SERVER_ID));
    assertThat(restarted).isEmpty();
    assertThat(
            preview.ask(
                HttpMethod.POST,
                running.endpoint(),
                ACCOUNT.id() + "/providers/Microsoft.Storage/register?api-version=2021-04-01",
                ""))
        .contains("'Microsoft.Storage/register/action' over scope '" + ACCOUNT.id() + "'");

    assign(TestRoles.CONTRIBUTOR, SERVER_ID);
    assertThat(preview.ask(HttpMethod.POST, running.endpoint(), restart, "")).startsWith("202 ");
  }

  @Test
  void permissionsAreThoseOfTheCaller() {
    assign(TestRoles.READER, GROUP);
    assign(TestRoles.SECRETS_USER, ACCOUNT_ID);
    String query = "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01";

    assertThat(get(preview, ACCOUNT_ID + query))
        .isEqualTo(
            "200 {\"value\":[{\"actions\":[\"*/read\"],\"notActions\":[],\"dataActions\":[],"
                + "\"notDataActions\":[]},{\"actions\":[],\"notActions\":[],\"dataActions\":["
                + "\"Microsoft.KeyVault/vaults/secrets/getSecret/action\","
                + "\"Microsoft.KeyVault/vaults/secrets/readMetadata/action\"],"
                + "\"notDataActions\":[]}]}");
    assertThat(get(stranger, ACCOUNT_ID + query)).isEqualTo("200 {\"value\":[]}");
  }

  @Test
  void rolesAreFoundByNameAndById() {
    String definitions = ACCOUNT.id() + "/providers/Microsoft.Authorization/roleDefinitions";
    String version = "api-version=2022-04-01";

    assertThat(
            get(
                owner,
                definitions
                    + "?"
                    + version
                    + "&$filter=roleName%20eq%20'Storage%20Blob%20Data%20Reader'"))
        .contains("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "\"type\":\"BuiltInRole\"")
        .doesNotContain(TestRoles.READER);
    assertThat(get(owner, definitions + "/" + TestRoles.READER + "?" + version))
        .contains("\"roleName\":\"Reader\"");
    assertThat(get(owner, definitions + "/r-1?" + version))
        .startsWith("404 ")
        .contains("RoleDefinitionDoesNotExist");
    assertThat(get(stranger, definitions + "?" + version)).startsWith("403 ");
  }

  @Test
  void listOfAssignmentsContainsThatOfTheOwner() {
    assertThat(
            get(
                owner,
                ACCOUNT.id()
                    + "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()"))
        .contains("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "00000000-0000-4000-8000-000000000003");
  }

  private void assign(String role, String scope) {
    String id = scope + "/providers/Microsoft.Authorization/roleAssignments/" + role;
    resources.put(
        id,
        "Microsoft.Authorization/roleAssignments",
        "{'principalId': '%s', 'roleDefinitionId': '%s'}"
            .formatted(PREVIEW, TestRoles.definitionId(role)));
  }

  private String get(TestContext caller, String target) {
    return caller.ask(HttpMethod.GET, running.endpoint(), target, "");
  }

  private static String refused(String client, String objectId, String action, String scope) {
    return "403 {\"error\":{\"code\":\"AuthorizationFailed\",\"message\":\"The client '%s' with object id '%s' does not have authorization to perform action '%s' over scope '%s' or the scope is invalid. If access was recently granted, please refresh your credentials.\"}}"
        .formatted(client, objectId, action, scope);
  }
}
