package io.quarterdeck.local.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.TestStack;
import io.quarterdeck.local.azurite.LocalBlob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Earlier runs of an export in a real Azurite. ExportIT tests what the job writes there. */
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class RestoreExportIT {
  private static final String DATASET = "bank-transactions";

  private static TestStack stack;
  private static BlobContainerClient curated;

  @BeforeAll
  static void open(SharedTestStack shared) {
    stack = shared.stack();
    LocalSettings settings = new LocalStack(stack.folders()).settings().orElseThrow();
    curated =
        LocalBlob.endpoint(settings.blobPort(), settings.blobKey())
            .clients()
            .get()
            .buildClient()
            .getBlobContainerClient("curated");
  }

  @BeforeEach
  void writeTwoRuns() {
    writeRun("10-1", 1);
    writeRun("20-1", 2);
    write(DATASET + "/manifest.json", manifest("20-1", 2));
  }

  @Test
  void readersFollowTheRestoredRunAndTheLatestRun() throws Exception {
    CommandLineRun restored = run("--run", "10-1");
    assertThat(restored.exitCode()).as(restored.error()).isZero();
    assertThat(restored.out())
        .isEqualTo(
            "Readers of bank-transactions follow run 10-1 now (1 files of Parquet), and no longer"
                + " 20-1.");
    assertThat(read(DATASET + "/manifest.json")).isEqualTo(manifest("10-1", 1));
    assertThat(run().out()).containsPattern("10-1 .*  5 +\\[1] +current");

    assertThat(run("--run", "20-1").exitCode()).isZero();
    assertThat(read(DATASET + "/manifest.json")).isEqualTo(manifest("20-1", 2));
  }

  @Test
  void missingRunIsRefused() throws Exception {
    CommandLineRun refused = run("--run", "30-1");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains(
            "Cannot restore run 30-1 of bank-transactions: there is no"
                + " curated/bank-transactions/run=30-1/_manifest.json; expected a run that was"
                + " published. Without --run, this command lists the runs. A deleted run can be"
                + " undeleted (docs/runbooks/restore.md).");
  }

  @Test
  void aRunWithoutItsAggregatesIsRefused() throws Exception {
    writeRun("40-1", 4);
    curated.getBlobClient(DATASET + "-by-quarter/run=40-1/part-0.snappy.parquet").deleteIfExists();
    CommandLineRun refused = run("--run", "40-1");
    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .contains(
            "there is no Parquet in curated/bank-transactions-by-quarter/run=40-1/; expected the"
                + " run's files.");
  }

  private static CommandLineRun run(String... options) throws Exception {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "restore-export";
    System.arraycopy(options, 0, arguments, 1, options.length);
    return CommandLineRun.of(stack, arguments);
  }

  private static void writeRun(String id, int load) {
    write(DATASET + "/run=" + id + "/part-0.snappy.parquet", "rows");
    write(DATASET + "/run=" + id + "/_manifest.json", manifest(id, load));
    write(DATASET + "-by-quarter/run=" + id + "/part-0.snappy.parquet", "sums");
  }

  private static String manifest(String id, int load) {
    return """
    {"runId": "%s", "loadIds": [%d], "rows": 5, "data": "curated/bank-transactions/run=%s",
     "aggregates": "curated/bank-transactions-by-quarter/run=%s"}
    """
        .formatted(id, load, id, id);
  }

  private static void write(String path, String text) {
    curated.getBlobClient(path).upload(BinaryData.fromString(text), true);
  }

  private static String read(String path) {
    return curated.getBlobClient(path).downloadContent().toString();
  }
}
