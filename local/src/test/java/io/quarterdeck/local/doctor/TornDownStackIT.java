package io.quarterdeck.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.arm.NeedsPulumi;
import io.quarterdeck.local.doctor.BreakableStack.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tears a stack of Pulumi's CLI down and continues with a platform that a command creates. That
 * platform cannot be given back to Pulumi, so the tests of {@link BrokenStackIT} use another stack.
 */
@NeedsNode
@ExtendWith(NeedsPulumi.class)
class TornDownStackIT {
  @TempDir private Path folder;

  private BreakableStack broken;

  @BeforeEach
  void standUp() throws Exception {
    broken = BreakableStack.in(folder);
  }

  @AfterEach
  void takeDown() {
    if (broken != null) {
      broken.close();
    }
  }

  @Test
  @Tag("nightly")
  void localRepairRecreatesMissingResources() throws Exception {
    tearDownAsTheRunbookSays();
    assertThat(broken.doctor().failed()).isEmpty();
    broken.delete("operationalinsights:Workspace", broken.known().logAnalyticsWorkspaceId());

    Report report = broken.doctor();

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed()).containsOnlyKeys("log workspace");
    assertThat(report.failed().get("log workspace").advice()).isEqualTo(BreakableStack.MAKE_AGAIN);
    broken.command("local", "repair");
    // The server has loaded the libraries, but the database is a new one.
    assertThat(broken.command("prepare-server").out())
        .isEqualTo("Extensions created: pgaudit, pg_stat_statements.");
    broken.isWell();
  }

  private void tearDownAsTheRunbookSays() throws Exception {
    Path settings = broken.project().folder().resolve("Pulumi.local.yaml");
    String before = Files.readString(settings);
    List<String> commands =
        Files.readAllLines(Path.of("../docs/runbooks/teardown.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("pulumi ") && line.contains("local --yes"))
            .toList();
    assertThat(commands).hasSize(2);
    for (String command : commands) {
      broken.project().shell(command).succeeds();
    }
    assertThat(settings).hasContent(before);
  }
}
