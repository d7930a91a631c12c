package io.quarterdeck.cli.ci;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Run;
import org.junit.jupiter.api.Test;

class CompareCommandTest {
  @Test
  void theSamePreviewIsAsItWasApproved() {
    Run run = compare("replace", "replace");

    assertThat(run.error()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("6 changes, as they were approved" + System.lineSeparator());
  }

  @Test
  void aChangeThatNobodyApprovedIsRefused() {
    Run run = compare("unchanged", "update");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot deploy dev: found unapproved changes (update blob-service"
                + " (storage:BlobServiceProperties) containerDeleteRetentionPolicy.days: 9 → 30,"
                + " deleteRetentionPolicy.days: 9 → 30) or missing changes (nothing); expected exactly the approved changes. Run the pipeline again, and approve the changes that it shows.");
  }

  @Test
  void anApprovedChangeThatIsGoneIsRefusedToo() {
    Run run = compare("update", "unchanged");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith(
            "Cannot deploy dev: found unapproved changes (nothing) or missing changes (update"
                + " blob-service");
  }

  private static Run compare(String approved, String now) {
    return Run.of(
        "ci",
        "compare",
        "--stack",
        "dev",
        Previews.file(approved).toString(),
        Previews.file(now).toString());
  }
}
