package io.quarterdeck.local.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.TestStack;
import io.quarterdeck.local.platform.LocalPlatform;
import io.quarterdeck.local.privilege.RemovedRight.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No role that the platform assigns is unnecessary: without it, a documented step of its holder
 * fails with a message that explains the cause, and with it the step succeeds. Writes the table of
 * docs/least-privilege.md to {@code target/least-privilege.md}.
 */
@NeedsNode
@Tag("nightly")
class LeastPrivilegeIT {
  /** The object ids of the local tenant. */
  private static final String OPERATORS = "00000000-0000-4000-8000-000000000010";

  private static final String DATA = "00000000-0000-4000-8000-000000000040";
  private static final String DATA_CLIENT = "00000000-0000-4000-8000-000000000041";

  private static final String DATABRICKS = "00000000-0000-4000-8000-0000000000db";

  @TempDir private static Path folder;

  private static final Map<RemovedRight, String> ROWS = new TreeMap<>();

  private static TestStack stack;
  private static OutputValues outputs;
  private static Assignments assignments;
  private static Path file;

  @BeforeAll
  static void setUp() throws Exception {
    stack = new TestStack(folder);
    succeeds(Map.of(), "loads");
    ConnectedStack site = new LocalPlatform(stack.folders()).site(Progress.silent());
    outputs = site.outputs();
    assignments = new Assignments(site.access(), outputs.subscriptionId());
    file =
        Files.writeString(
            folder.resolve("bank.csv"),
            "Date,Domain,Location,Value,Transaction_count\n01-01-2026,RETAIL,Delft,100,1\n");
    succeeds(Map.of(), "prepare-server", "--stack", "local");
    succeeds(Map.of(), "load", file.toString());
    succeeds(
        Map.of(),
        "setup-workspace",
        "--stack",
        "local",
        "--registrar",
        DATA_CLIENT,
        "--registrar",
        "operator@quarterdeck.example");
    succeeds(signedIn(Holder.DEPLOYMENT), "rotate-password", "--stack", "local");
    succeeds(signedIn(Holder.DEPLOYMENT), "register", "--stack", "local");
  }

  @AfterAll
  static void close() throws IOException {
    Files.write(
        Files.createDirectories(Path.of("target")).resolve("least-privilege.md"), ROWS.values());
    stack.close();
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheRightOneStepFails(RemovedRight right) throws Exception {
    Assignments.Existing assignment =
        assignments.only(principalId(right.holder()), right.role().id());
    assignments.remove(assignment);
    try {
      CommandLineRun refused = run(right);
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(oneLine(refused)).contains(named(right.message()));
    } finally {
      assignments.restore(assignment);
    }
    CommandLineRun permitted = run(right);
    String said = oneLine(permitted);
    assertThat(said).doesNotContain(named(right.message()));
    if (right.step().contains("doctor")) {
      // Who has roles on the resource group only gets a warning about the resource providers.
      assertThat(said).contains("rights to load ok", "blob write ok");
    } else {
      assertThat(permitted.exitCode()).as(said).isZero();
    }
    ROWS.put(right, right.row());
  }

  private static CommandLineRun run(RemovedRight right) throws IOException {
    List<String> command = new ArrayList<>();
    right.step().forEach(word -> command.add(word.equals("FILE") ? file.toString() : word));
    command.addAll(List.of("--stack", "local"));
    return CommandLineRun.with(signedIn(right.holder()), stack, command.toArray(String[]::new));
  }

  /** Text output is wrapped to the width of the terminal. */
  private static String oneLine(CommandLineRun run) {
    return (run.error() + " " + run.out()).replaceAll("\\s+", " ");
  }

  private static String named(String message) {
    return message
        .replace("ACCOUNT", outputs.lake().account())
        .replace("GROUP", outputs.resourceGroupId())
        .replace("VAULT", outputs.keyVault().id());
  }

  private static Map<String, String> signedIn(Holder holder) throws IOException {
    return new LocalPlatform(stack.folders()).access(holder.caller());
  }

  /** Returns the name of a managed identity of the platform. */
  private static String identity(String name) {
    String job = outputs.jobIdentity().id();
    return job.substring(job.lastIndexOf('/') + 1).replaceFirst("job$", name);
  }

  private static String principalId(Holder holder) {
    return switch (holder) {
      case OPERATORS -> OPERATORS;
      case DATABRICKS -> DATABRICKS;
      case DEPLOYMENT -> DATA;
      case JOB -> property(identity("job"), "principalId");
    };
  }

  private static String property(String identity, String name) {
    return assignments.identity(outputs.jobIdentity().id().replaceFirst("[^/]+$", identity), name);
  }

  private static void succeeds(Map<String, String> shell, String... command)
      throws IOException, InterruptedException {
    CommandLineRun run = CommandLineRun.with(shell, stack, command);
    assertThat(run.exitCode()).as(run.error() + run.out()).isZero();
  }
}
