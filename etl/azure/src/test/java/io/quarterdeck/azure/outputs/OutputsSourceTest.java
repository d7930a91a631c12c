package io.quarterdeck.azure.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.PostgresAdministrator;
import io.quarterdeck.contract.PostgresAuth;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import io.quarterdeck.testkit.OutputsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputsSourceTest {
  @TempDir private Path folder;

  @Test
  void everyOutputHasItsType() throws IOException {
    OutputValues outputs = OutputsSource.file(new OutputsFile().write(folder));
    assertThat(outputs.environment()).isEqualTo("dev");
    assertThat(outputs.systems()).containsExactly(PlatformSystemName.BATCH);
    assertThat(outputs.postgres())
        .isEqualTo(
            new OutputValues.Postgres(
                "psql-qdeck-dev-weu-0c472.postgres.database.azure.com",
                5432,
                "quarterdeck",
                "id-qdeck-dev-weu-0c472-deployment",
                List.of(
                    new PostgresAdministrator(
                        PostgresAdministrator.Type.SERVICE,
                        "00000000-0000-0000-0000-000000000003",
                        "id-qdeck-dev-weu-0c472-deployment"),
                    new PostgresAdministrator(
                        PostgresAdministrator.Type.GROUP,
                        "00000000-0000-0000-0000-000000000004",
                        "Data Platform Operators")),
                "postgres-password",
                PostgresAuth.ENTRA));
    assertThat(outputs.lake())
        .isEqualTo(
            new OutputValues.Lake(
                "stqdeckdevweu0c472",
                "https://stqdeckdevweu0c472.blob.core.windows.net/",
                "https://stqdeckdevweu0c472.dfs.core.windows.net/",
                "landing",
                "quarantine",
                "artifacts"));
    assertThat(outputs.batch()).contains(new OutputValues.Batch("curated"));
    assertThat(outputs.resourceGroupId()).isEqualTo(OutputsFile.GROUP);
  }

  @Test
  void aStackWithoutTheOutputSystemsHasTheDefaultSystems() throws IOException {
    Path file = new OutputsFile().without("systems").write(folder);
    assertThat(OutputsSource.file(file).systems()).isEqualTo(PlatformSystemName.defaults());
  }

  @Test
  void systemsThatThisVersionDoesNotKnowAreIgnored() throws IOException {
    Path file = new OutputsFile().with("systems", "batch,other").write(folder);
    assertThat(OutputsSource.file(file).systems()).containsExactly(PlatformSystemName.BATCH);
  }

  @Test
  void aStackWithoutTheBatchSystemNeedsNoneOfItsOutputs() throws IOException {
    Path file =
        new OutputsFile().with("systems", "other").without("curatedContainer").write(folder);
    OutputValues outputs = OutputsSource.file(file);
    assertThat(outputs.batch()).isEmpty();
    assertThatThrownBy(outputs::requireBatch)
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot use the system batch: this stack does not have it; expected batch in the setting"
                + " quarterdeck:systems. Add it to the list in Pulumi.STACK.yaml, then run pulumi up"
                + " --stack STACK.");
  }

  @Test
  void theOutputsOfAnEnabledSystemAreRequired() throws IOException {
    Path file = new OutputsFile().without("curatedContainer").write(folder);
    assertThatThrownBy(() -> OutputsSource.file(file))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("curatedContainer is missing; it exists since version 0.1.0");
  }

  @Test
  void whatANewerProgramExportsBesidesIsLeftAlone() throws IOException {
    Path file = folder.resolve("newer.json");
    Files.writeString(
        file,
        new OutputsFile().json().replaceFirst("\\{", "{\"lakehouse\": {\"tables\": [1, 2]},"));
    assertThat(OutputsSource.file(file).location()).isEqualTo("westeurope");
  }

  @Test
  void allProblemsAreToldTogetherWithTheVersionThatHasTheOutput() throws IOException {
    Path file =
        new OutputsFile()
            .without("databricksUrl")
            .with("subscriptionId", "mine")
            .with("blobEndpoint", "http://stqdeckdevweu0c472.blob.core.windows.net/")
            .with("keyVaultUri", "https://kv.vault.azure.net")
            .with("keyVaultId", "/subscriptions/1")
            .with("postgresAuth", "trust")
            .with("postgresUser", "[secret]")
            .with("location", "")
            .write(folder);
    assertThatThrownBy(() -> OutputsSource.file(file))
        .isInstanceOf(Failure.class)
        .hasMessage(
            """
            Cannot use the outputs of the file FILE: found 8 problems; expected those of \
            docs/stack-outputs.md. Run pulumi up --stack NAME with this version of Quarterdeck \
            (VERSION), then pulumi stack output --stack NAME --json > FILE:
              location is missing; it exists since version 0.1.0
              subscriptionId is 'mine'; expected a UUID
              blobEndpoint is 'http://stqdeckdevweu0c472.blob.core.windows.net/'; expected an \
            https:// URL that ends with a slash
              keyVaultUri is 'https://kv.vault.azure.net'; expected an https:// URL that ends \
            with a slash
              keyVaultId is '/subscriptions/1'; expected a resource id, \
            /subscriptions/…/providers/…
              postgresUser is '[secret]'; expected a text
              postgresAuth is 'trust'; expected entra or password
              databricksUrl is missing; it exists since version 0.1.0"""
                .replace("VERSION", ToolVersion.current())
                .replace("FILE", file.toString()));
  }

  @Test
  void aStackWithoutOutputsIsToldInOneLine() throws IOException {
    Path file = Files.writeString(folder.resolve("outputs.json"), "{}");
    assertThatThrownBy(() -> OutputsSource.file(file))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot use the outputs of the file FILE: found none; expected those of docs/stack-outputs.md."
                    .replace("FILE", file.toString())
                + " Run pulumi up --stack NAME with this version of Quarterdeck ("
                + ToolVersion.current()
                + "), then"
                + " pulumi stack output --stack NAME --json > FILE."
                    .replace("FILE", file.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "blobEndpoint, http://127.0.0.1:10000/devstoreaccount1/",
    "databricksUrl, http://127.0.0.1:8080",
    "databricksUrl, http://localhost:8080",
    "postgresHost, 127.0.0.1"
  })
  void plainHttpIsTakenOnLoopback(String output, String value) throws IOException {
    assertThat(OutputsSource.file(new OutputsFile().with(output, value).write(folder))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "databricksUrl, http://127.0.0.1.example.com",
    "databricksUrl, https://adb-1.azuredatabricks.net/",
    "databricksUrl, 'not a url'",
    "postgresPort, 65536",
    "postgresPort, 0",
    "postgresHost, 'host;rm'",
    "databricksWorkspaceId, 12a"
  })
  void whatHasAnotherFormIsRefused(String output, String value) throws IOException {
    Path file = new OutputsFile().with(output, value).write(folder);
    assertThatExceptionOfType(Failure.class)
        .isThrownBy(() -> OutputsSource.file(file))
        .withMessageContaining(output + " is '" + value + "'; expected ");
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    Path file = folder.resolve("nowhere.json");
    assertThatThrownBy(() -> OutputsSource.file(file))
        .hasMessage(
            "Cannot read the outputs of the file "
                + file
                + ": there is no such file; expected what pulumi stack output --stack NAME --json prints. Correct"
                + " --outputs (or QUARTERDECK_OUTPUTS).");
  }

  @Test
  void aFileThatIsNoJsonIsToldWithItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.json"), "{\n \"environment\": dev\n}");
    assertThatThrownBy(() -> OutputsSource.file(file))
        .hasMessageStartingWith(
            "Cannot read the outputs of the file " + file + ": Unrecognized token 'dev'")
        .hasMessageContaining(
            " in line 2; expected the JSON object that pulumi stack output --stack NAME --json prints.");
  }

  @Test
  void theCommandLineIsAskedForTheStackInTheProjectsFolder() throws IOException {
    Path program =
        program(
            """
            [ "$*" = 'stack output --json --non-interactive --stack dev' ] || exit 9
            cat "$PWD/outputs.json"
            """);
    new OutputsFile().write(folder);
    assertThat(
            OutputsSource.stack("dev", new PulumiCli(program.toString(), folder, Map.of()))
                .environment())
        .isEqualTo("dev");
  }

  @Test
  void whatPulumiSaysIsPassedOn() throws IOException {
    Path program = program("echo \"error: no stack named 'dve' found\" >&2; exit 255");
    assertThatThrownBy(
            () -> OutputsSource.stack("dve", new PulumiCli(program.toString(), folder, Map.of())))
        .hasMessage(
            "Cannot read the outputs of the stack dve: error: no stack named 'dve' found; expected"
                + " the outputs from pulumi stack output --stack dve. Correct what it says (pulumi login, pulumi"
                + " stack ls), or give the outputs as a file with --outputs FILE.");
  }

  @Test
  void withoutAPulumiTheFileIsOffered() {
    assertThatThrownBy(
            () -> OutputsSource.stack("dev", new PulumiCli("no-such-pulumi", folder, Map.of())))
        .hasMessage(
            "Cannot read the outputs of the stack dev: there is no program no-such-pulumi on the"
                + " PATH; expected the Pulumi CLI. Install it, or give the outputs as a file with"
                + " --outputs FILE (or QUARTERDECK_OUTPUTS), made with pulumi stack output --stack dev"
                + " --json where there is one.");
  }

  @Test
  void aPulumiThatDoesNotEndIsEnded() throws IOException {
    Path program = program("exec sleep 600");
    assertThatThrownBy(
            () ->
                OutputsSource.stack(
                    "dev",
                    new PulumiCli(program.toString(), folder, Map.of(), Duration.ofMillis(300))))
        .hasMessageStartingWith(
            "Cannot read the outputs of the stack dev: pulumi stack output --stack dev did not end within");
  }

  private Path program(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("pulumi"), "#!/bin/sh\n" + script);
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }
}
