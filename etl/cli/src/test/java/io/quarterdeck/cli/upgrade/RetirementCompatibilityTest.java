package io.quarterdeck.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetirementCompatibilityTest {
  private static final String EXPECTED = "nothing in use that retires within 180 days";

  @TempDir Path project;

  @BeforeEach
  void writeProject() throws IOException {
    Files.writeString(
        project.resolve("Pulumi.yaml"), "config:\n  postgresSku: {default: Standard_D4ds_v5}\n");
    Files.writeString(
        project.resolve("Pulumi.one.yaml"),
        "config:\n  quarterdeck:environment: dev\n  quarterdeck:postgresVersion: \"16\"\n");
    Files.writeString(
        project.resolve("Pulumi.two.yaml"),
        "config:\n  quarterdeck:environment: prod\n  quarterdeck:postgresVersion: \"17\"\n");
    Files.createDirectories(project.resolve("docs"));
    Files.writeString(
        project.resolve("docs/azure-retirements.yaml"),
        """
        - id: postgresql-16
          kind: postgresql
          matches: {major: 16}
          what: PostgreSQL 16
          instead: Upgrade the server.
          retires: 2028-11-09
          source: https://example.com/policy
          read: 2026-11-29
        - id: vm-dv2
          kind: vm-size
          matches: {sizes: ['Standard_DS\\d_v2']}
          what: the Dv2 series
          instead: Use another size.
          retires: 2028-11-10
          source: https://example.com/sizes
          read: 2026-11-29
        """);
  }

  @ParameterizedTest
  @CsvSource({
    "2028-05-12, EQUAL, 'next: PostgreSQL 16 on 2028-11-09, in 181 days'",
    "2028-05-13, WARNING, 'PostgreSQL 16 on 2028-11-09, in 180 days'",
    "2028-10-09, WARNING, 'PostgreSQL 16 on 2028-11-09, in 31 days'",
    "2028-10-10, FAILED, 'PostgreSQL 16 on 2028-11-09, in 30 days'",
  })
  void settingsOfTheEnvironmentAreCompared(String today, Compatibility.State state, String found) {
    Compatibility result = on(today).of("dev", "Standard_D4ds_v5");

    assertThat(result.state()).isEqualTo(state);
    assertThat(result.found()).isEqualTo(found);
    if (state != Compatibility.State.EQUAL) {
      assertThat(result.expected()).isEqualTo(EXPECTED);
      assertThat(result.advice())
          .isEqualTo(
              "Upgrade the server. Source: https://example.com/policy (read 2026-11-29)."
                  + " See docs/runbooks/retirements.md.");
    }
  }

  @Test
  void sizeOfTheJobsMachinesIsCompared() {
    assertThat(on("2028-10-10").of("prod", "Standard_D4ds_v5").found())
        .isEqualTo("none in the list");
    assertThat(on("2028-10-10").of("prod", "Standard_DS3_v2").found())
        .isEqualTo("the Dv2 series on 2028-11-10, in 31 days");
  }

  @Test
  void anEnvironmentWithoutSettingsIsComparedWithoutPostgres() {
    Compatibility result = on("2028-10-10").of("test", "Standard_D4ds_v5");

    assertThat(result.state()).isEqualTo(Compatibility.State.EQUAL);
    assertThat(result.found())
        .isEqualTo(
            "none in the list; PostgreSQL was not compared, because no Pulumi.STACK.yaml sets the"
                + " environment test");
  }

  @Test
  void anInvalidListCannotBeCompared() throws IOException {
    Files.writeString(project.resolve("docs/azure-retirements.yaml"), "- 1\n");

    Compatibility result = on("2028-10-10").of("dev", "Standard_D4ds_v5");

    assertThat(result.state()).isEqualTo(Compatibility.State.UNKNOWN);
    assertThat(result.found()).startsWith("Cannot read the list of retirements ");
    assertThat(result.advice()).isEqualTo("Fix the reported error.");
  }

  private RetirementCompatibility on(String today) {
    return new RetirementCompatibility(project, LocalDate.parse(today));
  }
}
