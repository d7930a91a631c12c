package io.quarterdeck.etl.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.etl.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                    + " of the licences in %s. Leave the library out, or have the licence looked at and"
                    + " add it.")
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

  private Run licences(String bill) throws IOException {
    Path allowed = Files.writeString(folder.resolve("allowed.yaml"), ALLOWED);
    Path bom = Files.writeString(folder.resolve("bom.json"), bill);
    return Run.of("pipeline", "licences", "--allowed", allowed.toString(), bom.toString());
  }
}
