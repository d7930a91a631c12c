package io.quarterdeck.local.devops;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.AzureCli;
import io.quarterdeck.local.arm.store.BodyValues;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.devops.DevOpsObjects.Kind;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code setup/pipeline} sets a project up with the real Azure CLI and its real DevOps extension,
 * against the local Azure and an emulator of Azure DevOps. The variable names the folder of the
 * extension, which {@code .ci/run} installs.
 */
@Tag("nightly")
@EnabledIfEnvironmentVariable(
    named = "QUARTERDECK_AZ_EXTENSIONS",
    matches = ".+",
    disabledReason = "QUARTERDECK_AZ_EXTENSIONS does not name a folder; .ci/run installs it")
class SetupPipelineIT {
  private static final DevOpsProject PROJECT =
      new DevOpsProject(
          "contoso",
          "aaaaaaaa-0000-4000-8000-0000000000a1",
          "Data Platform",
          "aaaaaaaa-0000-4000-8000-0000000000a2",
          "aaaaaaaa-0000-4000-8000-0000000000a3",
          List.of("quarterdeck-dev"));

  @TempDir private Path folder;

  private final DevOpsObjects objects = new DevOpsObjects();

  @Test
  void theSecondRunCreatesNothing() throws Exception {
    try (AzureCli cli =
        AzureCli.start(
            folder,
            (authority, context) ->
                Optional.of(
                    new DevOpsEmulator(authority, PROJECT, objects, LocalTenant.OWNER_ID)
                        .start(context)))) {
      cli.loginAsPerson("owner");
      createIdentities(cli);

      List<String> first = setup(cli);
      assertThat(first)
          .contains(
              "  created  the service connection quarterdeck-prod-plan",
              "  created  the sign-in as id-quarterdeck-prod-data",
              "  created  the variable group quarterdeck",
              "  created  the pipeline quarterdeck",
              "  created  the check Approval of quarterdeck-prod",
              "  created  the policy of main",
              "  created  the right to comment",
              "  missing  the pool quarterdeck-prod");
      checkConnections(cli);
      checkGuards();

      List<String> second = setup(cli);
      assertThat(second)
          .containsExactlyElementsOf(
              first.stream().map(line -> line.replaceFirst("^  created ", "  exists  ")).toList());
    }
  }

  private static void createIdentities(AzureCli cli) throws Exception {
    cli.az("group", "create", "--name", "rg-pulumi", "--location", "swedencentral");
    for (String name : List.of("preview", "prod-plan", "dev", "dev-data", "prod", "prod-data")) {
      cli.az(
          "identity",
          "create",
          "--name",
          "id-quarterdeck-" + name,
          "--resource-group",
          "rg-pulumi");
    }
  }

  /** Each identity accepts exactly the tokens of its own connection. */
  private void checkConnections(AzureCli cli) {
    Map<String, String> accepted = new TreeMap<>();
    for (ArmResource each : cli.plane().resources().list()) {
      if (each.type().endsWith("/federatedIdentityCredentials")) {
        accepted.put(
            each.id().replaceFirst(".*/id-(quarterdeck-[a-z-]+)/.*", "$1"),
            BodyValues.text(each, "properties.issuer")
                + " "
                + BodyValues.text(each, "properties.subject"));
      }
    }
    Map<String, String> issued = new TreeMap<>();
    for (JsonObject each : objects.list(Kind.CONNECTION)) {
      String at = "authorization.parameters.workloadIdentityFederation";
      issued.put(
          DevOpsObjects.text(each, "name"),
          DevOpsObjects.text(each, at + "Issuer") + " " + DevOpsObjects.text(each, at + "Subject"));
    }
    assertThat(accepted).hasSize(6).isEqualTo(issued);
  }

  private void checkGuards() {
    assertThat(objects.list(Kind.CHECK))
        .extracting(
            each ->
                DevOpsObjects.text(each, "type.name")
                    + " of "
                    + DevOpsObjects.text(each, "resource.name"))
        .containsExactlyInAnyOrder(
            "Approval of quarterdeck-prod",
            "Approval of quarterdeck-prod-data",
            "ExclusiveLock of quarterdeck-dev",
            "ExclusiveLock of quarterdeck-dev-data",
            "ExclusiveLock of quarterdeck-prod",
            "ExclusiveLock of quarterdeck-prod-data",
            "Task Check of quarterdeck-prod-plan",
            "Task Check of quarterdeck-dev",
            "Task Check of quarterdeck-dev-data",
            "Task Check of quarterdeck-prod",
            "Task Check of quarterdeck-prod-data");
  }

  private List<String> setup(AzureCli cli) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "setup", ".out");
    ProcessBuilder script =
        new ProcessBuilder(
                Path.of("..", "setup", "pipeline").toRealPath().toString(),
                "--subscription",
                CallerIdentity.LOCAL.subscriptionId(),
                "--organization",
                PROJECT.organization(),
                "--project",
                PROJECT.name())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    cli.environment(script);
    Path extensions = Path.of(System.getenv("QUARTERDECK_AZ_EXTENSIONS")).toAbsolutePath();
    script.environment().put("AZURE_EXTENSION_DIR", extensions.toString());
    script.environment().put("AZURE_DEVOPS_CACHE_DIR", folder.resolve("devops-cache").toString());
    script.environment().put("AZURE_DEVOPS_EXT_CONFIG_DIR", folder.resolve("devops").toString());
    String tools = Path.of(cli.program()).toAbsolutePath().getParent().toString();
    script.environment().put("PATH", tools + ":" + System.getenv("PATH"));
    int code = script.start().waitFor();
    List<String> lines = Files.readAllLines(out);
    assertThat(code).as(String.join("\n", lines)).isZero();
    // The extension prints the id of the new pipeline.
    return lines.stream().filter(line -> !line.startsWith("WARNING: ")).toList();
  }
}
