package io.quarterdeck.cli.faults;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.quarterdeck.azure.blob.Landing;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.cli.terminal.Console;
import io.quarterdeck.cli.terminal.Detail;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.FileLanding;
import io.quarterdeck.loader.load.LoadRequest;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.load.Loader;
import io.quarterdeck.loader.load.RowReading;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.rows.DuplicateCounting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs a load like {@code quarterdeck load}, in a process that can be killed or in the test's
 * process.
 */
final class LoadingProcess {
  private static final int KEEP = 1;

  private LoadingProcess() {}

  /**
   * Runs a load. The arguments are the file, the dataset file, the URL of the database and,
   * optionally, that of the Blob account.
   */
  public static void main(String[] arguments) {
    Optional<Landing> landing =
        arguments.length > 3 ? Optional.of(landing(arguments[3])) : Optional.empty();
    PostgresEndpoint endpoint = new PostgresEndpoint(arguments[2], "postgres", Optional.empty());
    try (StepProgress progress = console().step("load")) {
      load(
          Path.of(arguments[0]), Path.of(arguments[1]), endpoint, landing, Duration.ZERO, progress);
      progress.done("published");
    } catch (Failure e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /** A console that prints the phases. The test uses them to decide when to kill the process. */
  private static Console console() {
    return new Console(System.err, Console.Style.PLAIN, Detail.PHASES);
  }

  static LoadResult load(
      Path file,
      Path dataset,
      PostgresEndpoint endpoint,
      Optional<Landing> landing,
      Duration retry,
      StepProgress progress) {
    RowReading reading =
        new RowReading(
            file,
            DatasetFile.read(dataset),
            RejectLimit.parse("0"),
            DuplicateCounting.COUNT,
            file.resolveSibling(file.getFileName() + ".rejects"));
    LoadRequest defaults = LoadRequest.of(reading, landing.map(FileLanding.class::cast));
    return new Loader(
            new Postgres(endpoint, "quarterdeck load of faults"),
            new LoadRequest(
                reading,
                defaults.mode(),
                defaults.repeat(),
                defaults.connections(),
                defaults.landing(),
                // After a lost connection, the server needs some time to detect that the client has
                // disconnected.
                new LoadRequest.WaitLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), retry),
                KEEP,
                defaults.author()),
            progress)
        .run();
  }

  private static Landing landing(String url) {
    return new Landing(
        new BlobEndpoint(
            url,
            () ->
                new BlobServiceClientBuilder()
                    .endpoint(url)
                    .credential(new StorageSharedKeyCredential("faults", "c2VjcmV0"))
                    .httpClient(new JdkHttpClientBuilder().build()),
            BlobEndpoint.Containers.DEFAULT));
  }
}
