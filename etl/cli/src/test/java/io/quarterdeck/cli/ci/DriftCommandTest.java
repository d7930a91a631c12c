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

class DriftCommandTest {
  @TempDir Path folder;

  @Test
  void whatChangedAndWhatIsGoneIsDrift() throws IOException {
    Run run = drift("");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactlyInAnyOrder(
            "dev: 3 drifts",
            "  lake (storage:StorageAccount) tags.touched: by hand",
            "  vault (keyvault:Vault) properties.publicNetworkAccess: Disabled → Enabled",
            "  container-landing (storage:BlobContainer) is missing");
    assertThat(run.error())
        .startsWith("Cannot confirm that Azure is unchanged: found dev: ")
        .endsWith(
            "; expected the deployed state. Deploy again to undo the changes, or add them to the program.");
  }

  @Test
  void anAllowedDriftIsNone() throws IOException {
    Run run =
        drift("- {type: \"storage:StorageAccount\", path: tags, why: somebody's policy tags it}\n");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("dev: 2 drifts").doesNotContain("tags.touched");
  }

  @Test
  void nothingAllowsAResourceToBeGone() throws IOException {
    Run run =
        drift(
            """
            - {type: "storage:StorageAccount", path: tags, why: a}
            - {type: "keyvault:Vault", path: properties, why: b}
            - {type: "storage:BlobContainer", path: containerName, why: c}
            """);

    assertThat(run.out().lines())
        .containsExactly("dev: 1 drifts", "  container-landing (storage:BlobContainer) is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <a>b: c: d</a>|in line 1, column 8: mapping values are not allowed here
          allowed: [a]|no list
          """)
  void anotherFileInThePlaceOfTheAllowedDriftsIsRefused(String text, String found)
      throws IOException {
    Run run = drift(text);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            ("Cannot read %s: found %s; expected the list of allowed drifts, in YAML. Name another"
                    + " with --allowed, such as ci/drift-allowed.yaml.")
                .formatted(folder.resolve("allowed.yaml"), found));
  }

  @Test
  void anEntryWithoutItsReasonIsRefused() throws IOException {
    Run run = drift("- {type: \"keyvault:Vault\", path: properties}\n");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot read %s: found {type=keyvault:Vault, path=properties}; expected entries with type, path and why. Correct the entry."
                .formatted(folder.resolve("allowed.yaml")));
  }

  @Test
  void theListOfTheProjectIsOneThatCanBeRead() {
    Path list = Path.of("../../ci/drift-allowed.yaml");

    assertThat(AllowedDrift.read(list)).isNotEmpty().allMatch(drift -> drift.why().length() > 10);
  }

  private Run drift(String allowed) throws IOException {
    Path file = Files.writeString(folder.resolve("allowed.yaml"), allowed);
    return Run.of("ci", "drift", "--allowed", file.toString(), Previews.of("dev", "drift"));
  }
}
