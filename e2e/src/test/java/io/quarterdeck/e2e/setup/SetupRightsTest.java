package io.quarterdeck.e2e.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the table of rights in docs/azure.md with the role assignments of {@code
 * setup/subscription}.
 */
class SetupRightsTest {
  private static final String SUBSCRIPTION = "00000000-1111-2222-3333-444455556666";
  private static final String GROUP = "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-";
  private static final String OPERATORS = "11111111-0000-4000-8000-000000000001";
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "^az role assignment create --assignee-object-id \"?(?:\\$\\{(\\w+?)(?:_id)?}|("
              + OPERATORS
              + "))\"? --assignee-principal-type \\w+ --role '?(.+?)'? --scope (\\S+)(.*) --output"
              + " none$",
          Pattern.MULTILINE);
  private static final Pattern CONDITION =
      Pattern.compile(" --condition '(.*)' --condition-version 2\\.0$");
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** A row of the table. */
  private record Right(String identity, String role, String scope, String when) {
    Right always() {
      return new Right(identity, role, scope, "always");
    }
  }

  @TempDir Path folder;

  @Test
  void theTableHasTheRightsInSubscriptions() throws Exception {
    assertThat(assigned("--environment", "dev", "--production", "prod"))
        .isEqualTo(rows(when -> when.equals("always")));
  }

  @Test
  void theTableHasTheRightsInResourceGroups() throws Exception {
    assertThat(
            assigned(
                "--environment", "dev=" + GROUP + "dev", "--production", "prod=" + GROUP + "prod"))
        .isEqualTo(rows(when -> when.equals("always") || when.equals("in a group")));
  }

  @Test
  void theTableHasTheRightsOfTheOperators() throws Exception {
    assertThat(assigned("--operators-group", OPERATORS))
        .isEqualTo(rows(when -> when.equals("always") || when.equals("with `--operators-group`")));
  }

  /** A role that the program assigns and the condition does not allow would fail in Azure only. */
  @Test
  void theConditionAllowsExactlyTheRolesThatTheProgramAssigns() throws Exception {
    List<String> program =
        UUID.matcher(
                Files.readString(
                    RecordingAz.ROOT.resolve(
                        "infra/src/main/java/io/quarterdeck/infra/foundation/identity/Role.java")))
            .results()
            .map(MatchResult::group)
            .toList();
    String type = "Microsoft.Authorization/roleAssignments";
    String roles = "{" + String.join(", ", program) + "}";

    Matcher administrators = ASSIGNMENT.matcher(dryRun());
    List<String> conditions = new ArrayList<>();
    while (administrators.find()) {
      Matcher condition = CONDITION.matcher(administrators.group(5));
      boolean has = condition.find();
      assertThat(has)
          .as(administrators.group())
          .isEqualTo(administrators.group(3).equals("Role Based Access Control Administrator"));
      if (has) {
        conditions.add(condition.group(1).replace("'\\''", "'"));
      }
    }
    assertThat(program).hasSize(11);
    assertThat(conditions)
        .hasSize(2)
        .containsOnly(
            "((!(ActionMatches{'%1$s/write'})) OR (@Request[%1$s:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals %2$s)) AND ((!(ActionMatches{'%1$s/delete'})) OR (@Resource[%1$s:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals %2$s))"
                .formatted(type, roles));
  }

  @Test
  void noIdentityOfPullRequestsHasARightOnTheKeyOfProduction() throws Exception {
    assertThat(rows(when -> true))
        .filteredOn(right -> right.scope().equals("key pulumi-prod"))
        .extracting(Right::identity)
        .containsExactly("prod-plan", "prod", "operators");
  }

  private String dryRun(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--subscription", SUBSCRIPTION, "--dry-run"));
    options.addAll(List.of(more));
    SetupRun run =
        RecordingAz.in(folder, "nothing.txt").run("subscription", options.toArray(String[]::new));
    assertThat(run.exitCode()).as(run.error()).isZero();
    return run.out();
  }

  private Set<Right> assigned(String... options) throws Exception {
    Set<Right> rights = new LinkedHashSet<>();
    for (MatchResult found : ASSIGNMENT.matcher(dryRun(options)).results().toList()) {
      String identity = found.group(1) == null ? "operators" : found.group(1).replace('_', '-');
      rights.add(
          new Right(
              identity.equals("person") ? "you" : identity,
              found.group(3).replace(" 444455556666", ""),
              scope(found.group(4), identity, Arrays.asList(options)),
              "always"));
    }
    assertThat(rights).hasSizeGreaterThan(10);
    return rights;
  }

  /** Returns the name that the table uses for a scope. */
  private static String scope(String id, String identity, List<String> options) {
    String environment = identity.startsWith("prod") ? "prod" : "dev";
    boolean inGroup = options.toString().contains(GROUP);
    if (id.endsWith("/storageAccounts/qdeckstate444455556666")) {
      return "account";
    }
    if (id.endsWith("/vaults/qdeckkeys444455556666")) {
      return "vault";
    }
    if (id.contains("/vaults/qdeckkeys444455556666/keys/")) {
      return "key " + id.substring(id.lastIndexOf('/') + 1);
    }
    if (id.equals("/subscriptions/" + SUBSCRIPTION + "/resourceGroups/NetworkWatcherRG")) {
      return "NetworkWatcherRG of " + environment;
    }
    if (id.equals(inGroup ? GROUP + environment : "/subscriptions/" + SUBSCRIPTION)) {
      return "environment " + environment;
    }
    assertThat(id).isEqualTo("/subscriptions/" + SUBSCRIPTION);
    return "subscription of " + environment;
  }

  private static Set<Right> rows(Predicate<String> when) throws Exception {
    Set<Right> rights = new LinkedHashSet<>();
    String page = Files.readString(RecordingAz.ROOT.resolve("docs/azure.md"));
    String table =
        page.substring(
            page.indexOf("<!-- Read by SetupRightsTest: begin -->"),
            page.indexOf("<!-- Read by SetupRightsTest: end -->"));
    for (String line : table.lines().skip(3).toList()) {
      String[] cells = line.split(" *\\| *", -1);
      Right right = new Right(cells[1].replace("`", ""), cells[2], cells[3], cells[4]);
      if (when.test(right.when())) {
        assertThat(rights.add(right.always())).as(line).isTrue();
      }
    }
    return rights;
  }
}
