package io.quarterdeck.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.arm.NeedsPulumi;
import io.quarterdeck.local.arm.PulumiProject;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real Pulumi CLI keeps its state in the account of setup/subscription, and encrypts its
 * secrets with the key of each stack. Without one of the rights on them, the step of its holder
 * fails. Prints the table of docs/least-privilege.md.
 */
@Tag("nightly")
@NeedsNode
@ExtendWith(NeedsPulumi.class)
@TestMethodOrder(OrderAnnotation.class)
class StateRightsIT {
  private static final String OPERATORS = "00000000-0000-4000-8000-000000000010";

  @TempDir private static Path folder;
  private static StateServices services;
  private static PulumiProject project;

  @BeforeAll
  static void create() throws Exception {
    services = new StateServices(folder);
    project = PulumiProject.in(folder);
    for (StateRight right : StateRight.values()) {
      assign(right);
    }
    assign("preview", TestRoles.READER, TestRoles.SUBSCRIPTION);
    assign("deploy", TestRoles.CONTRIBUTOR, TestRoles.SUBSCRIPTION);
    assign("deploy", TestRoles.ACCESS_ADMINISTRATOR, TestRoles.SUBSCRIPTION);
    for (String stack : StateServices.STACKS) {
      as("owner", "stack", "init", stack, "--secrets-provider", StateServices.secrets(stack))
          .succeeds();
    }
    // The first deployment of a workspace with a customer-managed key (docs/runbooks).
    as("owner", "config", "set", "quarterdeck:databricksRootKey", "prepare", "--stack", "prod")
        .succeeds();
  }

  @AfterAll
  static void close() {
    services.close();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void withoutTheRightOneStepFails(StateRight right) throws Exception {
    services.plane().delete(LocalTenant.owner(), id(right), RoleAssignments.ASSIGNMENTS);
    try {
      assertThat(as(right.holder(), right.step().arguments()).fails().output())
          .contains(right.message());
    } finally {
      assign(right);
    }
    as(right.holder(), right.step().arguments()).succeeds();
    if (right.step() == StateRight.Step.INIT) {
      as("owner", "stack", "rm", "test", "--yes").succeeds();
    }
    System.out.println(right.row());
  }

  /** The code of a pull request runs with this identity. */
  @Test
  @Order(2)
  void theIdentityOfPullRequestsCannotDecryptTheSecretsOfProduction() throws Exception {
    as(
            "deploy",
            "config",
            "set",
            "--secret",
            "quarterdeck:note",
            "secret of prod",
            "--stack",
            "prod")
        .succeeds();
    for (String command : new String[] {"preview", "config get quarterdeck:note", "stack output"}) {
      String[] arguments = (command + " --stack prod").split(" ", -1);
      assertThat(as("preview", arguments).fails().output())
          .contains(
              "Action: 'Microsoft.KeyVault/vaults/keys/decrypt/action'",
              "/keys/pulumi-prod'",
              "ForbiddenByRbac")
          .doesNotContain("secret of prod");
    }
    assertThat(
            as("deploy", "config", "get", "quarterdeck:note", "--stack", "prod")
                .succeeds()
                .output())
        .contains("secret of prod");
  }

  /** Runs a command with the provider and the shell of a principal. */
  private static PulumiProject.Result as(String name, String... arguments) throws Exception {
    ProviderServer provider = ProviderServer.start(services.plane(), services.principal(name), 0);
    try {
      return project.provider(provider.port()).environment(services.shell(name)).run(arguments);
    } finally {
      provider.close();
    }
  }

  private static String id(StateRight right) {
    return id(right.name(), right.scope());
  }

  private static String id(String name, String scope) {
    return "%s/providers/%s/%s"
        .formatted(
            scope,
            RoleAssignments.ASSIGNMENTS,
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assign(StateRight right) throws IOException {
    put(id(right), right.holder(), right.roleId());
  }

  private static void assign(String holder, String role, String scope) throws IOException {
    put(id(holder + role, scope), holder, role);
  }

  private static void put(String id, String holder, String role) throws IOException {
    boolean group = holder.equals("operator");
    Map<String, Object> properties = new HashMap<>();
    properties.put("principalId", group ? OPERATORS : services.principal(holder).objectId());
    properties.put(
        "principalType", group ? "Group" : holder.equals("owner") ? "User" : "ServicePrincipal");
    properties.put("roleDefinitionId", TestRoles.definitionId(role));
    services
        .plane()
        .put(
            LocalTenant.owner(),
            new ArmRequest(
                ArmTypes.of("azure-native:authorization:RoleAssignment"),
                id,
                Map.of("properties", properties)));
  }
}
