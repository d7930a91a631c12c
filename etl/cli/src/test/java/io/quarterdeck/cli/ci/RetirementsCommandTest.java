package io.quarterdeck.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetirementsCommandTest {
  private static final String LIST =
      """
      - id: postgresql-16
        kind: postgresql
        matches: {major: 16}
        what: PostgreSQL 16
        instead: Upgrade the server.
        retires: 2028-11-09
        source: https://example.com/policy
        read: 2026-11-29
      - id: vm-bv1
        kind: vm-size
        matches: {sizes: ['Standard_B\\d+s']}
        what: the B series
        instead: Use another size.
        retires: 2029-11-15
        source: https://example.com/sizes
        read: 2026-11-29
      - id: storage-tls
        kind: resource
        matches: {type: "storage:StorageAccount", properties: {minimumTlsVersion: TLS1_2}}
        what: TLS 1.2
        instead: Use TLS 1.3.
        retires: 2029-12-01
        source: https://example.com/tls
        read: 2026-11-29
      """;

  @TempDir Path project;

  @BeforeEach
  void writeProject() throws IOException {
    Files.writeString(
        project.resolve("Pulumi.yaml"),
        """
        name: quarterdeck
        config:
          postgresVersion: {default: "16"}
          postgresSku: {default: Standard_D4ds_v5}
          alertEmails: {default: []}
        """);
    Files.writeString(
        project.resolve("Pulumi.dev.yaml"),
        """
        config:
          quarterdeck:environment: dev
          quarterdeck:postgresSku: Standard_B2s
          quarterdeck:postgresPassword:
            secure: v1:a
        encryptionsalt: v1:b
        """);
    Files.writeString(
        project.resolve("Pulumi.prod.yaml"),
        "config:\n  quarterdeck:environment: prod\n  quarterdeck:postgresVersion: \"17\"\n");
    Files.createDirectories(project.resolve("docs"));
    Files.writeString(project.resolve("docs/azure-retirements.yaml"), LIST);
  }

  @Test
  void warns60DaysBeforeARetirementOfWhatAStackUses() {
    Run run = retirements("--as-of", "2028-09-10");

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out().replaceAll("compared \\d+ uses", "compared N uses").lines())
        .containsExactly(
            "  retires     days  result   what           used by",
            "  2028-11-09    60  warning  PostgreSQL 16  dev: postgresVersion 16",
            "  2029-11-15   431  ok       the B series   dev: postgresSku Standard_B2s",
            "",
            "What to do",
            "  postgresql-16: Upgrade the server. Source: https://example.com/policy (read 2026-11-29).",
            "",
            "2028-09-10: compared N uses with 3 entries: 0 failed, 1 warning, 1 ok",
            "Properties of resources were not compared. To compare them, give previews as"
                + " STACK=FILE.");
  }

  @Test
  void fails20DaysBeforeARetirementOfWhatAStackUses() {
    Run run = retirements("--as-of", "2028-10-20");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("2028-11-09    20  failed  PostgreSQL 16  dev: postgresVersion");
    assertThat(run.error())
        .isEqualTo(
            "Cannot accept what the platform uses: found retirements of PostgreSQL 16 on 2028-11-09,"
                + " in 20 days; expected none within 30 days. Follow the advice above, and"
                + " docs/runbooks/retirements.md.");
  }

  @Test
  void whatRetiresLaterIsListedAndAccepted() {
    Run run = retirements("--as-of", "2026-11-29");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("  2028-11-09   711  ok      PostgreSQL 16  dev: postgresVersion 16")
        .contains("0 failed, 0 warnings, 2 ok")
        .doesNotContain("What to do");
  }

  @Test
  void apiVersionsAreCompared() throws IOException {
    Files.writeString(
        project.resolve("docs/azure-retirements.yaml"),
        LIST.replace("kind: postgresql", "kind: api-version")
            .replace("{major: 16}", "{module: keyvault, before: 2027-01-01}"));

    Run run = retirements("--as-of", "2028-10-20");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("PostgreSQL 16  keyvault:Vault 2026-02-01");
  }

  @Test
  void resourcesOfAPreviewAreCompared() throws IOException {
    Path preview =
        Files.writeString(
            project.resolve("preview.json"),
            """
            {"steps": [
              {"op": "create", "urn": "urn:pulumi:dev::q::azure-native:storage:StorageAccount::lake",
               "newState": {"type": "azure-native:storage:StorageAccount",
                            "inputs": {"minimumTlsVersion": "TLS1_2"}}},
              {"op": "delete", "urn": "urn:pulumi:dev::q::azure-native:storage:StorageAccount::old",
               "oldState": {"type": "azure-native:storage:StorageAccount",
                            "inputs": {"minimumTlsVersion": "TLS1_2"}}}]}
            """);

    Run run = retirements("--as-of", "2026-11-29", "dev=" + preview);

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.out())
        .contains("TLS 1.2        dev: lake (storage:StorageAccount)\n")
        .doesNotContain("Properties of resources");
  }

  @Test
  void previewWithAnErrorIsRefused() throws IOException {
    Path preview =
        Files.writeString(
            project.resolve("preview.json"),
            """
            {"diagnostics": [{"severity": "error", "message": "no sign-in"}]}
            """);

    Run run = retirements("dev=" + preview);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot compare the preview of dev: found no sign-in; expected a preview without errors."
                + " Fix the reported error.");
  }

  @Test
  void resultIsOneJsonObject() {
    Run run = retirements("--as-of", "2028-09-10", "--json");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out().strip().replaceAll("\"uses\":\\d+", "\"uses\":0"))
        .startsWith(
            "{\"asOf\":\"2028-09-10\",\"worst\":\"warning\",\"entries\":3,\"uses\":0,\"previews\":[],"
                + "\"retirements\":[{\"id\":\"postgresql-16\",\"kind\":\"postgresql\","
                + "\"what\":\"PostgreSQL 16\",\"retires\":\"2028-11-09\",\"days\":60,"
                + "\"result\":\"warning\",\"usedBy\":[\"dev: postgresVersion 16\"],"
                + "\"instead\":\"Upgrade the server.\",\"source\":\"https://example.com/policy\","
                + "\"read\":\"2026-11-29\"},")
        .endsWith("]}");
  }

  @Test
  void aFolderWithoutStacksIsRefused() throws IOException {
    Files.delete(project.resolve("Pulumi.dev.yaml"));
    Files.delete(project.resolve("Pulumi.prod.yaml"));

    Run run = retirements();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot read the settings of the stacks: found no Pulumi.STACK.yaml in "
                + project
                + "; expected one for each stack. Name the folder of Pulumi.yaml with --project.");
  }

  @Test
  void anotherTextThanADateIsAUsageError() {
    Run run = retirements("--as-of", "2027-02-30");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error())
        .startsWith(
            "Invalid value for option '--as-of': 2027-02-30; expected a date such as 2027-01-31");
  }

  private Run retirements(String... options) {
    return Run.of(
        Stream.concat(
                Stream.of("ci", "retirements", "--project", project.toString()),
                Arrays.stream(options))
            .toArray(String[]::new));
  }
}
