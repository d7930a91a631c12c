package io.quarterdeck.local.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.LocalStack;
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
 * No right of the platform is unnecessary: without it, a documented step of its holder fails with a
 * message that explains the cause, and with it the step succeeds. Prints the table of
 * docs/least-privilege.md, and writes it to {@code target/least-privilege.md}.
 */
@NeedsNode
@Tag("nightly")
class LeastPrivilegeIT {
  /** The object ids of the local tenant. */
  private static final String OPERATORS = "00000000-0000-4000-8000-000000000010";

  private static final String DATA = "00000000-0000-4000-8000-000000000040";
  private static final String DATA_CLIENT = "00000000-0000-4000-8000-000000000041";

  private static final String DATABRICKS = "00000000-0000-4000-8000-0000000000db";

  private static final String HEADER = "Date,Domain,Location,Value,Transaction_count\n";

  @TempDir private static Path folder;

  /** Select rows with a pattern of their names, for example {@code -Drights=JOB_.*}. */
  private static final String SELECTED = System.getProperty("rights", ".*");

  private static final Map<RemovedRight, String> ROWS = new TreeMap<>();

  private static TestStack stack;
  private static OutputValues outputs;
  private static Removals removals;
  private static Path file;
  private static Path newSchema;

  @BeforeAll
  static void setUp() throws Exception {
    stack = new TestStack(folder);
    succeeds(Map.of(), "loads");
    ConnectedStack site = new LocalPlatform(stack.folders()).site(Progress.silent());
    outputs = site.outputs();
    Assignments assignments = new Assignments(site.access(), outputs.subscriptionId());
    file =
        Files.writeString(folder.resolve("bank.csv"), HEADER + "01-01-2026,RETAIL,Delft,100,1\n");
    newSchema = datasetWithNewSchema();
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
    removals =
        new Removals(
            outputs,
            assignments,
            new WorkspaceClient(
                new DatabricksConfig()
                    .setHost(outputs.databricks().url())
                    .setToken(site.access().token(Scopes.DATABRICKS))),
            new SuperuserSql(
                new LocalStack(stack.folders()).settings().orElseThrow(),
                outputs.postgres().database()));
    removals.removeDefaults();
  }

  /** A dataset with another table needs another file. */
  private static Path datasetWithNewSchema() throws IOException {
    String text = Files.readString(Path.of("../datasets/bank-transactions.yaml"));
    return Files.writeString(
        folder.resolve("other.yaml"),
        text.replaceFirst("(?m)^name: .*$", "name: other")
            .replaceFirst("(?m)^table: .*$", "table: other.transactions"));
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
    assumeTrue(right.name().matches(SELECTED));
    prepare(right.step());
    Runnable restoration = removals.remove(right.right(), ids(right.holder()));
    try {
      CommandLineRun refused = run(right);
      String said = oneLine(refused);
      assertThat(refused.exitCode()).as(said).isEqualTo(1);
      assertThat(said).contains(named(right.message()));
    } finally {
      restoration.run();
    }
    CommandLineRun permitted = run(right);
    String said = oneLine(permitted);
    assertThat(said).doesNotContain(named(right.message()));
    switch (right.step()) {
      // Who has roles on the resource group only gets a warning about the resource providers.
      case DOCTOR -> assertThat(said).contains("rights to load ok", "blob write ok");
      case LOAD, LOAD_NEW_SCHEMA, PREPARE, ROTATE, REGISTER, REGISTER_CHANGE, REGISTER_NEW, RUN ->
          assertThat(permitted.exitCode()).as(said).isZero();
    }
    System.out.println(right.row());
    ROWS.put(right, right.row());
  }

  private static void prepare(RemovedRight.Step step) {
    switch (step) {
      case LOAD, LOAD_NEW_SCHEMA, DOCTOR, PREPARE, ROTATE, REGISTER, REGISTER_CHANGE, RUN -> {}
      case REGISTER_NEW -> removals.deleteJobs();
    }
  }

  private static CommandLineRun run(RemovedRight right) throws IOException {
    List<String> command = new ArrayList<>();
    for (String word : right.step().command()) {
      command.add(
          word.equals("FILE")
              ? file.toString()
              : word.equals("DATASET") ? newSchema.toString() : word);
    }
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

  private static Removals.Ids ids(Holder holder) {
    return switch (holder) {
      case OPERATORS -> new Removals.Ids(OPERATORS, "", "operators");
      case DEPLOYMENT -> new Removals.Ids(DATA, DATA_CLIENT, outputs.postgres().user());
      case JOB ->
          new Removals.Ids(
              removals.assignments().identity(outputs.jobIdentity().id(), "principalId"),
              outputs.jobIdentity().clientId(),
              "");
      case JOB_ROLE -> new Removals.Ids("", "", "quarterdeck_job%");
      case OWNER_ROLE -> new Removals.Ids("", "", "quarterdeck_owner");
      case DATABRICKS -> new Removals.Ids(DATABRICKS, "", "");
    };
  }

  private static void succeeds(Map<String, String> shell, String... command)
      throws IOException, InterruptedException {
    CommandLineRun run = CommandLineRun.with(shell, stack, command);
    assertThat(run.exitCode()).as(run.error() + run.out()).isZero();
  }
}
