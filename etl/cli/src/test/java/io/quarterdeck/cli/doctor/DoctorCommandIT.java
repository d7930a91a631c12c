package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import io.quarterdeck.cli.Shell;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import io.quarterdeck.testkit.OutputsFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the doctor's table, JSON and exit codes for a stack that does not exist. */
class DoctorCommandIT {
  @TempDir private Path folder;
  private Certificate certificate;
  private AzureServer azure;
  private Path outputs;

  @BeforeEach
  void startAzure() throws Exception {
    certificate = Certificate.in(folder);
    azure = new AzureServer(certificate);
    azure.on(
        "GET",
        OutputsFile.GROUP,
        404,
        AzureServer.error("ResourceGroupNotFound", "The group could not be found."));
    outputs =
        new OutputsFile()
            .with("blobEndpoint", azure.url() + "/lake/")
            .with("keyVaultUri", azure.url() + "/")
            .with("databricksUrl", azure.url())
            .with("postgresHost", "psql-qdeck.invalid")
            .write(folder);
  }

  @AfterEach
  void stopAzure() {
    azure.close();
  }

  @Test
  void theTableSaysWhatIsAndBelowItWhatToDo() throws Exception {
    Run run = doctor();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .anyMatch(line -> line.matches("  check +result +found"))
        .anyMatch(line -> line.matches("  outputs +ok +all of dev as expected"))
        .anyMatch(
            line ->
                line.matches(
                    "  resource group +failed +ResourceGroupNotFound: The group could not be"
                        + " found"))
        .anyMatch(line -> line.matches("  key vault +skipped +because resource group failed"))
        .anyMatch(
            line ->
                line.matches(
                    "  postgres reach +failed +the name psql-qdeck.invalid has no address here"))
        .contains(
            "What to do",
            "  resource group: The outputs name a resource group that does not exist. Run ./quarterdeck local repair,"
                + " which creates it again; if Pulumi's CLI created this stack, run pulumi refresh"
                + " --stack NAME, then pulumi up --stack NAME.")
        .contains("27 checks: 7 ok, 0 warnings, 5 failed, 15 skipped");
  }

  @Test
  void jsonHasTheSame() throws Exception {
    Run run = doctor("--json");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("{\"stack\":\"" + outputs + "\",\"worst\":\"failed\",\"checks\":[{\"name\":")
        .containsPattern(
            "\\{\"name\":\"resource group\",\"result\":\"failed\","
                + "\"found\":\"ResourceGroupNotFound: The group could not be found\","
                + "\"advice\":\"The outputs name a resource group that does not exist. Run ./quarterdeck local repair,"
                + " which creates it again; if Pulumi's CLI created this stack, run pulumi refresh"
                + " --stack NAME, then pulumi up --stack NAME.\",\"milliseconds\":\\d+\\}");
    assertThat(run.out().lines()).hasSize(1);
  }

  @Test
  void outputsThatDoNotFitAreTheOnlyFinding() {
    Run run = Run.of("doctor", "--outputs", folder.resolve("nowhere.json").toString());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("outputs  failed  Cannot read the outputs of the file ")
        .contains("1 check: 0 ok, 0 warnings, 1 failed, 0 skipped");
  }

  @Test
  void theHelpNamesTheExitCodes() {
    assertThat(Run.of("doctor", "--help").out())
        .contains("3   no check failed, but there is a warning");
  }

  private Run doctor(String... more) throws Exception {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "doctor";
    arguments[1] = "--outputs";
    arguments[2] = outputs.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Shell.run(folder, azure.environment(folder, certificate), arguments);
  }
}
