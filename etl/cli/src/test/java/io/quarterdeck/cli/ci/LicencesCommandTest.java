package io.quarterdeck.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicencesCommandTest {
  private static final String ALLOWED = "allowed: [MIT, CDDL-1.0]\nunsaid: {\"a:silent\": MIT}\n";

  @TempDir Path folder;

  @Test
  void eachLibraryIsListedAndOneOfItsLicencesIsEnough() throws IOException {
    Run run =
        licences(
            """
            {"components": [
              {"group": "io.quarterdeck", "name": "quarterdeck-etl", "version": "1"},
              {"group": "a", "name": "plain", "version": "1.0", "licenses": [{"license": {"id": "MIT"}}]},
              {"group": "a", "name": "named", "version": "2.0",
               "licenses": [{"license": {"name": "Something"}}, {"license": {"id": "MIT"}}]},
              {"group": "a", "name": "choice", "version": "3.0",
               "licenses": [{"expression": "(CDDL-1.0 OR GPL-2.0-with-classpath-exception)"}]},
              {"group": "a", "name": "silent", "version": "4.0"}]}
            """);

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "a:plain 1.0: MIT",
            "a:named 2.0: Something or MIT",
            "a:choice 3.0: CDDL-1.0 or GPL-2.0-with-classpath-exception",
            "a:silent 4.0: MIT");
  }

  @Test
  void aLicenceThatNobodyAllowedAndNoLicenceAreRefused() throws IOException {
    Run run =
        licences(
            """
            {"components": [
              {"group": "a", "name": "viral", "version": "1.0", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]},
              {"group": "a", "name": "unknown", "version": "2.0"}]}
            """);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            ("Cannot ship it: found a:viral 1.0: AGPL-3.0-only; a:unknown 2.0: no licence; expected one"
                    + " of the licences in %s. Remove the library, or have the licence reviewed and add it.")
                .formatted(folder.resolve("allowed.yaml")));
  }

  @Test
  void anEmptyBillIsNoGoodBill() throws IOException {
    Run run = licences("{}");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            ("Cannot read %s: found no components; expected a bill of materials in CycloneDX. Run"
                    + " ./mvnw cyclonedx:makeAggregateBom.")
                .formatted(folder.resolve("bom.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a>b: c: d</a>", "- MIT", "allowed: MIT"})
  void anotherFileInThePlaceOfTheAllowedLicencesIsRefused(String text) throws IOException {
    Run run = licences(text, "{\"components\": []}");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot read " + folder.resolve("allowed.yaml") + ": found ")
        .endsWith(
            "; expected the list of allowed licences, in YAML with the key allowed. Name another with"
                + " --allowed, such as ci/licences-allowed.yaml.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <bom/>|in line 1, column 1: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
          {"components": [1]}|a component that is not an object
          [1]|no components
          """)
  void anotherFileInThePlaceOfTheBillIsRefused(String text, String found) throws IOException {
    Run run = licences(text);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot read %s: found %s; expected a bill of materials in CycloneDX. Run ./mvnw cyclonedx:makeAggregateBom."
                .formatted(folder.resolve("bom.json"), found));
  }

  private Run licences(String bill) throws IOException {
    return licences(ALLOWED, bill);
  }

  private Run licences(String lists, String bill) throws IOException {
    Path allowed = Files.writeString(folder.resolve("allowed.yaml"), lists);
    Path bom = Files.writeString(folder.resolve("bom.json"), bill);
    return Run.of("ci", "licences", "--allowed", allowed.toString(), bom.toString());
  }
}
