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

class ReviewCommandTest {
  @TempDir Path folder;

  @Test
  void anUnchangedStackIsAcceptedAndSaysSo() {
    Run run = review(Previews.of("dev", "unchanged"));

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith(
            "<!-- quarterdeck: preview -->\n## What this change does\n\n### dev: no changes\n");
  }

  @Test
  void anUpdateIsAcceptedAndShowsEachPropertyBeforeAndAfter() {
    Run run = review(Previews.of("dev", "update"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "### dev: 1 to update\n",
            "| update | `blob-service` | storage:BlobServiceProperties |"
                + " `containerDeleteRetentionPolicy.days: 9 → 30`<br>`deleteRetentionPolicy.days: 9"
                + " → 30` |");
  }

  @Test
  void aReplaceOfTheServerIsRefused() {
    Run run = review(Previews.of("dev", "replace"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot accept the preview of dev: it replaces postgres (dbforpostgresql:Server)"
                + " because of authConfig, which holds databases; expected no replacement or"
                + " deletion of resources with data. If this is intended, back up, and name"
                + " postgres in quarterdeck:allowReplace.");
  }

  @Test
  void aReplaceThatTheSettingsAllowIsAccepted() throws IOException {
    String allowed =
        Files.readString(Previews.file("replace"))
            .replace(
                "\"quarterdeck:allowReplace\": \"[]\"",
                "\"quarterdeck:allowReplace\": \"[\\\"postgres\\\"]\"");

    Run run = review("dev=" + Files.writeString(folder.resolve("allowed.json"), allowed));

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("| **replace** | `postgres` | dbforpostgresql:Server |");
  }

  @Test
  void anAllowanceForSomethingElseAllowsNothing() throws IOException {
    String allowed =
        Files.readString(Previews.file("replace"))
            .replace(
                "\"quarterdeck:allowReplace\": \"[]\"",
                "\"quarterdeck:allowReplace\": \"[\\\"storage\\\"]\"");

    Run run = review("dev=" + Files.writeString(folder.resolve("allowed.json"), allowed));

    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aDeleteOfAContainerIsRefused() {
    Run run = review(Previews.of("prod", "delete"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot accept the preview of prod: it deletes container-landing"
                + " (storage:BlobContainer), which holds files; expected no replacement or deletion"
                + " of resources with data. If this is intended, back up, and name storage in"
                + " quarterdeck:allowReplace.");
  }

  @Test
  void aPreviewThatPulumiItselfRefusedIsRefusedWithItsWords() {
    Run run = review(Previews.of("prod", "protected"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot accept the preview of prod: found error: unable to replace resource")
        .endsWith("; expected a preview without errors. Fix the reported error.");
    assertThat(run.out())
        .contains("### prod: the preview failed\n", "> **Failed**: `error: unable");
  }

  @Test
  void oneTextTellsOfAllStacksAndNamesTheGuardsThatAChangeOpens() throws IOException {
    String opened =
        Files.readString(Previews.file("replace"))
            .replaceAll(
                "\"activeDirectoryAuth\": \"Enabled\",(\\s+\"passwordAuth\": \"Enabled\")",
                "\"activeDirectoryAuth\": \"Disabled\",$1");

    Run run =
        review(
            "--only-report",
            "dev=" + Files.writeString(folder.resolve("opened.json"), opened),
            Previews.of("prod", "update"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "### dev: 1 to create, 4 to update, 1 to replace\n",
            "> **Refused**: it replaces postgres (dbforpostgresql:Server) because of authConfig,"
                + " which holds databases.\n",
            "### prod: 1 to update\n",
            "| MCSB IM-1 | `dbforpostgresql:Server authConfig.activeDirectoryAuth = Enabled` |"
                + " **opens** `postgres` = `Disabled` | none there |\n");
    assertThat(run.out().indexOf("<!-- quarterdeck: preview -->")).isZero();
    assertThat(run.out().lastIndexOf("<!-- quarterdeck: preview -->")).isZero();
  }

  @Test
  void aSecretStaysSecretAndAnUnknownValueIsCalledSo() {
    Run run = review("--only-report", Previews.of("dev", "replace"));

    assertThat(run.out())
        .contains("`administratorLoginPassword: [secret]`", "→ (not known yet)`")
        .doesNotContain("Correct-Horse");
  }

  @Test
  void aFileWithoutStepsIsNoPreviewWithoutChanges() throws IOException {
    Path file = Files.writeString(folder.resolve("empty.json"), "{}");

    Run run = review("dev=" + file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            ("Cannot read the preview of dev in %s: found no steps; expected what pulumi preview"
                    + " --stack dev --json writes. Run ci/scripts/preview dev again.")
                .formatted(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <project/>|in line 1, column 1: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')
          {"steps": [1]}|an entry of steps that is no object
          {"steps": [], "diagnostics": ["x"]}|an entry of diagnostics that is no object
          """)
  void anotherFileInThePlaceOfAPreviewIsRefused(String text, String found) throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), text);

    Run run = review("dev=" + file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            ("Cannot read the preview of dev in %s: found %s; expected what pulumi preview --stack"
                    + " dev --json writes. Run ci/scripts/preview dev again.")
                .formatted(file, found));
  }

  @Test
  void anOperationThatNobodyKnowsIsRefused() throws IOException {
    String unknown =
        Files.readString(Previews.file("update"))
            .replace("\"op\": \"update\"", "\"op\": \"obliterate\"");
    Path file = Files.writeString(folder.resolve("unknown.json"), unknown);

    Run run = review("dev=" + file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot read the preview: found the operation obliterate; expected one that Pulumi"
                + " 3.250 knows. Update io.quarterdeck.cli.ci.Operation.");
  }

  private static Run review(String... arguments) {
    return Run.of(concatenated(arguments));
  }

  private static String[] concatenated(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "ci";
    all[1] = "review";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return all;
  }
}
