package io.quarterdeck.local.authorization;

import static io.quarterdeck.local.authorization.TestRoles.ACCESS_ADMINISTRATOR;
import static io.quarterdeck.local.authorization.TestRoles.BLOB_CONTRIBUTOR;
import static io.quarterdeck.local.authorization.TestRoles.CONTRIBUTOR;
import static io.quarterdeck.local.authorization.TestRoles.READER;
import static io.quarterdeck.local.authorization.TestRoles.SECRETS_USER;
import static io.quarterdeck.local.authorization.TestRoles.SUBSCRIPTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.local.authorization.Authorization.Decision;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.EntraPrincipal.Kind;
import io.quarterdeck.local.entra.LocalTenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleAssignmentsTest {
  private static final EntraPrincipal ANNA =
      new EntraPrincipal(
          "aaaaaaaa-0000-4000-8000-000000000001",
          Optional.empty(),
          "anna@quarterdeck.example",
          Kind.USER,
          Set.of("aaaaaaaa-0000-4000-8000-000000000002"));

  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/rg-1";
  private static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/kv-1";
  private static final String SECRET = VAULT + "/secrets/password";
  private static final String REQUESTED =
      "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]";

  private final TestRoles roles = new TestRoles();

  @ParameterizedTest
  @CsvSource({
    "*/read, Microsoft.KeyVault/vaults/read, true",
    "*/read, Microsoft.KeyVault/vaults/write, false",
    "Microsoft.Network/*, Microsoft.Network/virtualNetworks/subnets/join/action, true",
    "Microsoft.Network/*, Microsoft.NetworkX/a/read, false",
    "microsoft.keyvault/vaults/READ, Microsoft.KeyVault/vaults/read, true",
    "Microsoft.KeyVault/vaults/*/read, Microsoft.KeyVault/vaults/secrets/read, true",
    "Microsoft.KeyVault/vaults/*/read, Microsoft.KeyVault/vaults/read, true",
    "Microsoft.KeyVault/vaults/*/read, Microsoft.KeyVault/vaultsX/read, false",
    "Microsoft.Authorization/*/Delete, Microsoft.Authorization/locks/delete, true",
    "a.b/c/read, aXb/c/read, false",
  })
  void actionMatchesAPattern(String pattern, String action, boolean matches) {
    assertThat(ActionPattern.of(pattern).matches(action)).isEqualTo(matches);
  }

  @Test
  void ownerOfTheTenantMayDoEverythingInTheControlPlaneAndNothingWithData() {
    assertThat(decide(LocalTenant.owner(), "Microsoft.Authorization/locks/write", VAULT))
        .isEqualTo(Decision.ALLOWED);
    assertThat(
            roles
                .roles()
                .allows(
                    LocalTenant.owner(),
                    AccessRequest.dataAction(
                        "Microsoft.KeyVault/vaults/secrets/getSecret/action", SECRET)))
        .isFalse();
  }

  @Test
  void principalWithoutARoleMayDoNothing() {
    assertThat(decide(ANNA, "Microsoft.KeyVault/vaults/read", VAULT))
        .isEqualTo(Decision.NOT_ASSIGNED);
    assertThat(roles.roles().granted().hasAny(ANNA, SUBSCRIPTION)).isFalse();
  }

  @Test
  void roleAppliesAtItsScopeAndWithinIt() {
    roles.assign(ANNA.objectId(), READER, GROUP.toUpperCase(Locale.ROOT));

    assertThat(decide(ANNA, "Microsoft.KeyVault/vaults/read", VAULT)).isEqualTo(Decision.ALLOWED);
    assertThat(decide(ANNA, "Microsoft.KeyVault/vaults/write", VAULT))
        .isEqualTo(Decision.NOT_ASSIGNED);
    assertThat(decide(ANNA, "Microsoft.Resources/subscriptions/read", SUBSCRIPTION))
        .isEqualTo(Decision.NOT_ASSIGNED);
    assertThat(decide(ANNA, "Microsoft.KeyVault/vaults/read", GROUP + "0"))
        .isEqualTo(Decision.NOT_ASSIGNED);
    assertThat(roles.roles().granted().hasAny(ANNA, SUBSCRIPTION)).isTrue();
  }

  @Test
  void roleOfAGroupAppliesToItsMembers() {
    roles.assign("aaaaaaaa-0000-4000-8000-000000000002", READER, GROUP);

    assertThat(decide(ANNA, "Microsoft.KeyVault/vaults/read", VAULT)).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void excludedActionsOfARoleDoNotRestrictAnotherRole() {
    roles.assign(ANNA.objectId(), CONTRIBUTOR, SUBSCRIPTION);
    String lock = VAULT + "/providers/Microsoft.Authorization/locks/keep";
    assertThat(decide(ANNA, "Microsoft.Authorization/locks/write", lock))
        .isEqualTo(Decision.NOT_ASSIGNED);

    roles.define("11111111-0000-4000-8000-000000000001", "Microsoft.Authorization/locks/*");
    roles.assign(ANNA.objectId(), "11111111-0000-4000-8000-000000000001", SUBSCRIPTION);

    assertThat(decide(ANNA, "Microsoft.Authorization/locks/write", lock))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void actionsAndDataActionsAreSeparate() {
    roles.assign(ANNA.objectId(), SECRETS_USER, VAULT);
    String get = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

    assertThat(roles.roles().allows(ANNA, AccessRequest.dataAction(get, SECRET))).isTrue();
    assertThat(roles.roles().allows(ANNA, AccessRequest.action(get, SECRET))).isFalse();
    assertThat(
            roles
                .roles()
                .allows(
                    ANNA,
                    AccessRequest.dataAction(
                        "Microsoft.KeyVault/vaults/secrets/setSecret/action", SECRET)))
        .isFalse();
  }

  @Test
  void permissionsAreThoseOfTheRolesAtTheScope() {
    roles.assign(ANNA.objectId(), READER, GROUP);
    roles.assign(ANNA.objectId(), SECRETS_USER, VAULT);

    assertThat(roles.roles().granted().permissions(ANNA, GROUP))
        .containsExactly(new RolePermissions(List.of("*/read"), List.of(), List.of(), List.of()));
    assertThat(roles.roles().granted().permissions(ANNA, VAULT)).hasSize(2);
  }

  /** The condition of setup/subscription, read from the script. */
  @Test
  void conditionOfTheSetupScriptAllowsOnlyItsRoles() throws Exception {
    roles.assign(ANNA.objectId(), ACCESS_ADMINISTRATOR, SUBSCRIPTION, conditionOfTheScript());
    String id = VAULT + "/providers/Microsoft.Authorization/roleAssignments/r1";
    AccessRequest write = AccessRequest.action("Microsoft.Authorization/roleAssignments/write", id);

    assertThat(roles.roles().decide(ANNA, write.with(Map.of(REQUESTED, BLOB_CONTRIBUTOR))))
        .isEqualTo(Decision.ALLOWED);
    assertThat(roles.roles().decide(ANNA, write.with(Map.of(REQUESTED, CONTRIBUTOR))))
        .isEqualTo(Decision.CONDITION_NOT_MET);
    assertThat(roles.roles().decide(ANNA, write)).isEqualTo(Decision.CONDITION_NOT_MET);
    AccessRequest delete =
        AccessRequest.action("Microsoft.Authorization/roleAssignments/delete", id);
    String existing = REQUESTED.replace("@Request", "@Resource");
    assertThat(roles.roles().decide(ANNA, delete.with(Map.of(existing, READER))))
        .isEqualTo(Decision.ALLOWED);
    assertThat(roles.roles().decide(ANNA, delete.with(Map.of(existing, CONTRIBUTOR))))
        .isEqualTo(Decision.CONDITION_NOT_MET);
    assertThat(decide(ANNA, "Microsoft.KeyVault/vaults/read", VAULT)).isEqualTo(Decision.ALLOWED);
  }

  private static String conditionOfTheScript() throws Exception {
    Matcher line =
        Pattern.compile("--condition '((?:[^']|'\\\\'')*)' --condition-version 2\\.0")
            .matcher(
                Files.readString(
                    Path.of(
                        "../e2e/src/test/resources/io/quarterdeck/e2e/setup/subscription-dry-run.txt")));
    assertThat(line.find()).isTrue();
    return line.group(1).replace("'\\''", "'");
  }

  @Test
  void exclusionOfRolesAndOfPrincipalsIsACondition() {
    String excluding =
        "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR ("
            + REQUESTED
            + " ForAnyOfAllValues:GuidNotEquals {8e3af657-a8ff-443c-a75c-2fe8c4bcb635, "
            + CONTRIBUTOR
            + "} AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType]"
            + " ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}))";
    RoleCondition condition = ConditionParser.parse(excluding);
    AccessRequest write =
        AccessRequest.action("Microsoft.Authorization/roleAssignments/write", VAULT);
    String type = "@Request[Microsoft.Authorization/roleAssignments:PrincipalType]";

    assertThat(condition.isMet(write.with(Map.of(REQUESTED, READER, type, "serviceprincipal"))))
        .isTrue();
    assertThat(condition.isMet(write.with(Map.of(REQUESTED, READER, type, "User")))).isFalse();
    assertThat(
            condition.isMet(write.with(Map.of(REQUESTED, CONTRIBUTOR, type, "ServicePrincipal"))))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "@Request[Microsoft.Authorization/roleAssignments:Name] GuidEquals 1 |"
            + " '@Request[Microsoft.Authorization/roleAssignments:Name]' is not supported.",
        "@Request[Microsoft.Authorization/roleAssignments:PrincipalId] GuidLike 1 | 'GuidLike' is"
            + " not supported.",
        "SubOperationMatches{'x'} | 'SubOperationMatches' is not supported.",
        "(ActionMatches{'x'} | Unexpected end.",
        "ActionMatches{'x'} ActionMatches{'y'} | Unexpected 'ActionMatches'.",
        "ActionMatches{'x'} # | Unexpected character '#'.",
      })
  void otherConditionIsRefusedWhenItIsWritten(String condition, String reason) {
    assertThatThrownBy(
            () ->
                roles
                    .roles()
                    .check(
                        Map.of(
                            "roleDefinitionId",
                            TestRoles.definitionId(READER),
                            "condition",
                            condition,
                            "conditionVersion",
                            "2.0")))
        .hasMessage("The given role assignment condition is invalid. " + reason);
  }

  @Test
  void assignmentOfARoleThatDoesNotExistIsRefused() {
    assertThatThrownBy(
            () -> roles.roles().check(Map.of("roleDefinitionId", TestRoles.definitionId("r-1"))))
        .hasMessage("The specified role definition with ID 'r-1' does not exist.");
  }

  private Decision decide(EntraPrincipal principal, String action, String scope) {
    return roles.roles().decide(principal, AccessRequest.action(action, scope));
  }
}
