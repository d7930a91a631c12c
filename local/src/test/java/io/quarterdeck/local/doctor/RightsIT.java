package io.quarterdeck.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.arm.NeedsPulumi;
import io.quarterdeck.local.arm.PulumiProject;
import io.quarterdeck.local.authorization.TestRoles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the principals of the local tenant may do with a stack that the owner created, through the
 * real Pulumi CLI.
 */
@Tag("nightly")
@NeedsNode
@ExtendWith(NeedsPulumi.class)
class RightsIT {
  private static final String PREVIEW = "00000000-0000-4000-8000-000000000020";
  private static final String DEPLOY = "00000000-0000-4000-8000-000000000030";

  @TempDir private static Path folder;
  private static BreakableStack stack;

  @BeforeAll
  static void create() throws Exception {
    stack = BreakableStack.in(folder);
  }

  @AfterAll
  static void close() throws Exception {
    stack.close();
  }

  /** One test, because each step needs the state of the steps before it. */
  @Test
  void theRolesOfAPrincipalDecideWhatItMayDoWithAStack() throws Exception {
    refuseAShellThatIsNotSignedIn();
    refuseAPrincipalWithoutARole();
    letAReaderCompareButNotChange();
    letTheIdentityThatDeploysChange();
  }

  private static void refuseAShellThatIsNotSignedIn() throws Exception {
    assertThat(
            stack
                .project()
                .environment(signedOut())
                .run("preview", "--stack", "local")
                .fails()
                .output())
        .contains(
            "Cannot sign in to the local stack: found no credential in the environment; expected"
                + " the variables of a signed-in shell. Run eval \"$(./quarterdeck local env)\".");
  }

  private static void refuseAPrincipalWithoutARole() throws Exception {
    assertThat(as("stranger", "refresh", "--yes").fails().output())
        .contains(
            "Status=403 (Forbidden) Code=\"AuthorizationFailed\"",
            "does not have authorization to perform action");
    stack.set("logDays", "31");
    assertThat(as("stranger", "up", "--yes").fails().output())
        .contains(
            "The client 'stranger@quarterdeck.example' with object id"
                + " '00000000-0000-4000-8000-000000000012' does not have authorization to perform"
                + " action 'Microsoft.OperationalInsights/workspaces/write' over scope");
  }

  private static void letAReaderCompareButNotChange() throws Exception {
    assign(PREVIEW, TestRoles.READER, "");

    as("preview", "preview", "--refresh").succeeds();
    assertThat(as("preview", "up", "--yes").fails().output())
        .contains("perform action 'Microsoft.OperationalInsights/workspaces/write' over scope");
  }

  /** The roles of docs/azure.md for the identity that deploys. */
  private static void letTheIdentityThatDeploysChange() throws Exception {
    assign(DEPLOY, TestRoles.CONTRIBUTOR, "");
    as("deploy", "up", "--yes").succeeds();

    stack.delete("authorization:RoleAssignment", anAssignment());
    assertThat(as("deploy", "up", "--refresh", "--yes").fails().output())
        .contains("perform action 'Microsoft.Authorization/roleAssignments/write' over scope");

    assign(DEPLOY, TestRoles.ACCESS_ADMINISTRATOR, condition());
    as("deploy", "up", "--refresh", "--yes").succeeds();
  }

  /** Returns the id of a role assignment of the program. */
  private static String anAssignment() throws Exception {
    Matcher id =
        Pattern.compile("\"id\": \"(/[^\"]+/roleAssignments/[^\"]+)\"")
            .matcher(as("owner", "stack", "export").succeeds().output());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static PulumiProject.Result as(String principal, String... arguments) throws Exception {
    Map<String, String> shell = signedOut();
    shell.putAll(stack.exportedAs(principal));
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--stack", "local"));
    return stack.project().environment(shell).run(command.toArray(String[]::new));
  }

  /** Returns the variables of a shell without a credential. */
  private static Map<String, String> signedOut() {
    Map<String, String> shell = new HashMap<>();
    for (String name :
        List.of(
            "AZURE_CLIENT_ID",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_POD_IDENTITY_AUTHORITY_HOST",
            "MSI_ENDPOINT")) {
      shell.put(name, "");
    }
    return shell;
  }

  private static void assign(String principal, String role, String condition) throws Exception {
    Map<String, Object> inputs =
        new HashMap<>(
            Map.of(
                "scope",
                TestRoles.SUBSCRIPTION,
                "roleAssignmentName",
                principal.substring(0, 24) + role.substring(24),
                "principalId",
                principal,
                "principalType",
                "ServicePrincipal",
                "roleDefinitionId",
                TestRoles.definitionId(role)));
    if (!condition.isEmpty()) {
      inputs.put("condition", condition);
      inputs.put("conditionVersion", "2.0");
    }
    stack.create("authorization:RoleAssignment", inputs);
  }

  /** Returns the condition that setup/subscription writes. */
  static String condition() throws Exception {
    Matcher line =
        Pattern.compile("--condition '((?:[^']|'\\\\'')*)' --condition-version 2\\.0")
            .matcher(
                Files.readString(
                    Path.of(
                        "../e2e/src/test/resources/io/quarterdeck/e2e/setup/subscription-dry-run.txt")));
    assertThat(line.find()).isTrue();
    return line.group(1).replace("'\\''", "'");
  }
}
