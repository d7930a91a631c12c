package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.quarterdeck.azure.blob.CurrentExport;
import io.quarterdeck.azure.blob.Landing;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.rows.FileDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops a real Azurite while a command uses it, and uses a wrong key. The tests of the job stop it
 * during an export.
 */
@ExtendWith(NeedsSharedStack.class)
class BlobFaultIT {
  private static final int ROWS = 5_000;
  private static final Duration SAVED_WITHIN = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  @Tag("nightly")
  void nothingIsLoadedIfAzuriteStopsDuringTheUploadAndTheNextBootstrapLoadsAndExports()
      throws Exception {
    Launcher launcher = new Launcher(Files.createDirectories(folder.resolve("state")));
    Path file = launcher.generate(folder.resolve("bank.csv"), ROWS, 1);
    try {
      loadFailsIfAzuriteStopsDuringTheUpload(launcher, file);
      assertThat(launcher.run("local", "start").exitCode()).isZero();
      LocalStackStatus status = LocalStackStatus.of(launcher);
      assertThat(status.rows("select count(*) from bank.transactions")).containsExactly("0");

      Ended next = launcher.run("bootstrap", "--file", file);

      assertThat(next.exitCode()).as(next.error()).isZero();
      assertThat(ExportManifest.of(status, "bank-transactions")).contains("\"rows\" : " + ROWS);
    } finally {
      launcher.reset();
    }
  }

  private static void loadFailsIfAzuriteStopsDuringTheUpload(Launcher launcher, Path file)
      throws Exception {
    Ended ended =
        launcher.disturbedAt(
            line -> line.contains(": uploading to landing/_loading/"),
            process -> killAzurite(launcher.state()),
            "load",
            file);

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(lastLine(ended))
        .startsWith("Cannot upload " + file + " to landing/_loading/bank-transactions/sha256=")
        .endsWith(
            ": the account answered 503 ServerBusy; expected a Blob account that can be written to."
                + " Check the account's state, then run this again.");
  }

  @Test
  void aWrongKeyIsExplainedAndNotShown(SharedStack stack) throws Exception {
    Path file = stack.launcher().generate(folder.resolve("bank.csv"), 10, 1);
    BlobEndpoint blob = withKey(stack.status(), "Z3Vlc3NlZA==");
    FileDigest digest = FileDigest.of(file);
    String advice =
        "Check the account's key, or that the signed-in user has the role Storage Blob Data"
            + " Contributor on the account, and that its firewall allows this machine.";

    assertThatThrownBy(() -> new Landing(blob).upload(file, "shop", digest, Progress.silent()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot upload "
                + file
                + " to landing/shop/sha256="
                + digest.sha256()
                + "/bank.csv at "
                + blob.url()
                + ": the account answered 403 AuthorizationFailure; expected a Blob account that can"
                + " be written to. "
                + advice);
    assertThatThrownBy(() -> CurrentExport.read(blob, "bank-transactions", Progress.silent()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read the manifest curated/bank-transactions/manifest.json: the account answered"
                + " 403 AuthorizationFailure; expected the manifest of the current export. "
                + advice);
  }

  private static BlobEndpoint withKey(LocalStackStatus status, String key) {
    String url = status.field("blob.endpoint");
    return new BlobEndpoint(
        url,
        () ->
            new BlobServiceClientBuilder()
                .endpoint(url)
                .credential(new StorageSharedKeyCredential(status.field("blob.account"), key))
                .httpClient(new JdkHttpClientBuilder().build()),
        BlobEndpoint.Containers.DEFAULT);
  }

  /**
   * Kills Azurite after its folder contains the containers. Azurite writes its metadata every five
   * seconds and loses later changes.
   */
  private static void killAzurite(Path state) throws Exception {
    Path known = state.resolve("local/azurite/__azurite_db_blob__.json");
    long deadline = System.nanoTime() + SAVED_WITHIN.toNanos();
    while (!Files.readString(known).contains("\"name\":\"landing\"")) {
      assertThat(System.nanoTime()).as(known + " has the container").isLessThan(deadline);
      LockSupport.parkNanos(SAVED_WITHIN.toNanos() / 1000);
    }
    List<Long> azurite = ProcessTable.running("azurite", state.toString());
    assertThat(azurite).as("Azurite's process").hasSize(1);
    ProcessHandle process = ProcessHandle.of(azurite.get(0)).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
  }

  private static String lastLine(Ended ended) {
    List<String> lines = ended.error().lines().toList();
    return lines.get(lines.size() - 1);
  }
}
