package io.quarterdeck.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.arm.NeedsPulumi;
import io.quarterdeck.local.arm.PulumiProject;
import io.quarterdeck.local.authorization.TestRoles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * With exactly the rights of setup/subscription for an environment in a resource group, each
 * identity of the pipeline runs its step with the real Pulumi CLI. Without one of these rights, the
 * step fails. Prints the table of docs/least-privilege.md.
 */
@Tag("nightly")
@NeedsNode
@ExtendWith(NeedsPulumi.class)
class SubscriptionRightsIT {
  private static final Map<String, String> OBJECT_IDS =
      Map.of(
          "preview", "00000000-0000-4000-8000-000000000020",
          "deploy", "00000000-0000-4000-8000-000000000030");

  @TempDir private static Path folder;
  private static BreakableStack stack;
  private static final Map<SubscriptionRight, String> ASSIGNED =
      new EnumMap<>(SubscriptionRight.class);
  private static int logDays = 30;

  @BeforeAll
  static void create() throws Exception {
    stack = BreakableStack.in(folder);
    for (SubscriptionRight right : SubscriptionRight.values()) {
      assign(right);
    }
  }

  @AfterAll
  static void close() throws Exception {
    stack.close();
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheRightOneStepFails(SubscriptionRight right) throws Exception {
    prepare(right.step());
    stack.delete("authorization:RoleAssignment", ASSIGNED.get(right));
    try {
      assertThat(run(right).fails().output()).contains(right.message());
    } finally {
      assign(right);
    }
    run(right).succeeds();
    System.out.println(right.row());
  }

  private static void prepare(SubscriptionRight.Step step) throws Exception {
    switch (step) {
      case PREVIEW, DOCTOR -> {}
      case CHANGE -> stack.set("logDays", String.valueOf(++logDays));
      case ASSIGN ->
          stack.delete("authorization:RoleAssignment", created("/roleAssignments/[^\"/]+"));
      // The owner is a tag of every resource, also of the flow log.
      case FLOW_LOG -> stack.set("owner", "other" + UUID.randomUUID() + "@example.com");
    }
  }

  /** Returns the id of the first resource of the program whose id ends with the pattern. */
  private static String created(String pattern) throws Exception {
    Matcher id =
        Pattern.compile("\"id\": \"(/[^\"]+" + pattern + ")\"")
            .matcher(as("owner", "stack", "export").succeeds().output());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static PulumiProject.Result run(SubscriptionRight right) throws Exception {
    return switch (right.step()) {
      case DOCTOR -> doctor(right);
      case PREVIEW, CHANGE, ASSIGN, FLOW_LOG -> as(right.holder(), right.step().arguments());
    };
  }

  private static PulumiProject.Result doctor(SubscriptionRight right) throws Exception {
    Folders folders = stack.stack().folders();
    List<String> command = new ArrayList<>(List.of(right.step().arguments()));
    command.addAll(List.of("--stack", "local"));
    CommandLineRun run =
        CommandLineRun.in(
            new Folders(stack.project().folder(), folders.state(), folders.cache()),
            stack.signedInAs(right.holder()),
            command.toArray(String[]::new));
    // The output is wrapped to the width of the terminal.
    return new PulumiProject.Result(
        run.exitCode(), (run.out() + " " + run.error()).replaceAll("\\s+", " "));
  }

  private static PulumiProject.Result as(String principal, String... arguments) throws Exception {
    Map<String, String> shell = new HashMap<>();
    for (String name :
        List.of(
            "AZURE_CLIENT_ID",
            "AZURE_FEDERATED_TOKEN_FILE",
            "AZURE_POD_IDENTITY_AUTHORITY_HOST",
            "MSI_ENDPOINT")) {
      shell.put(name, "");
    }
    shell.putAll(stack.exportedAs(principal));
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addAll(List.of("--stack", "local"));
    return stack.project().environment(shell).run(command.toArray(String[]::new));
  }

  private static void assign(SubscriptionRight right) throws Exception {
    String principal = OBJECT_IDS.get(right.holder());
    Map<String, Object> inputs =
        new HashMap<>(
            Map.of(
                "scope",
                scope(right.place()),
                "roleAssignmentName",
                UUID.nameUUIDFromBytes(right.name().getBytes(StandardCharsets.UTF_8)).toString(),
                "principalId",
                principal,
                "principalType",
                "ServicePrincipal",
                "roleDefinitionId",
                TestRoles.definitionId(right.roleId())));
    if (right == SubscriptionRight.DEPLOY_ASSIGNS_ROLES) {
      inputs.put("condition", RightsIT.condition());
      inputs.put("conditionVersion", "2.0");
    }
    ASSIGNED.put(right, stack.create("authorization:RoleAssignment", inputs));
  }

  private static String scope(SubscriptionRight.Place place) {
    return switch (place) {
      case ENVIRONMENT -> stack.known().resourceGroupId();
      case WATCHER ->
          stack.known().networkWatcher().replaceFirst("/providers/Microsoft.Network/.*", "");
      case SUBSCRIPTION -> TestRoles.SUBSCRIPTION;
    };
  }
}
