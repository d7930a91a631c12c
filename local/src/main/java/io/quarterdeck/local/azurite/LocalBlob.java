package io.quarterdeck.local.azurite;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.azure.AzureHttp;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.stack.BlobEndpoint.Containers;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** The local stack's Blob account: Azurite, which outlives the JVM that started it. */
public final class LocalBlob {
  /** The ABFS driver knows the emulator by this name. */
  public static final String ACCOUNT = "devstoreaccount1";

  private static final int START_SECONDS = 60;

  private final Path folder;
  private final Path cache;
  private final Path log;
  private final AzuriteProcess process;

  /**
   * Starts nothing yet.
   *
   * @param folder where its data is, or will be
   * @param cache where its program is installed
   * @param log where it writes what happens
   */
  public LocalBlob(Path folder, Path cache, Path log) {
    this.folder = folder;
    this.cache = cache;
    this.log = log;
    this.process = new AzuriteProcess(folder);
  }

  /** Where it is, for a client. */
  public static BlobEndpoint endpoint(int port, String key) {
    return new BlobEndpoint(url(port), () -> client(port, key), Containers.DEFAULT);
  }

  private static BlobServiceClientBuilder client(int port, String key) {
    return new BlobServiceClientBuilder()
        .endpoint(url(port))
        .credential(new StorageSharedKeyCredential(ACCOUNT, key))
        .httpClient(AzureHttp.client());
  }

  /** The account's Blob endpoint. */
  public static String url(int port) {
    return "http://" + Ports.LOOPBACK + ":" + port + "/" + ACCOUNT;
  }

  /** What Storage Explorer and the SDKs take. */
  public static String connectionString(int port, String key) {
    return "DefaultEndpointsProtocol=http;AccountName="
        + ACCOUNT
        + ";AccountKey="
        + key
        + ";BlobEndpoint="
        + url(port)
        + ";";
  }

  /** Azurite's version. */
  public static String version() {
    return AzuriteInstallation.VERSION;
  }

  /** The port of our service, if it lives; it may not answer. */
  public OptionalInt port() {
    return process.port();
  }

  /** Whether the service that listens there is ours: it takes our key and serves our folder. */
  public boolean runs(int port, String key) {
    return new AzuriteAccount(port, key).containers().isPresent() && process.find().isPresent();
  }

  /** Starts the service on this port and waits until it answers. */
  public void start(int port, String key) throws IOException {
    Path script = AzuriteInstallation.install(cache);
    PrivateFiles.createFolder(folder);
    AzuriteAccount account = new AzuriteAccount(port, key);
    process.start(script, account, log);
    boolean settled =
        Processes.await(
            "start Azurite",
            START_SECONDS,
            () -> account.containers().isPresent() || process.find().isEmpty());
    if (!settled || !runs(port, key)) {
      throw new Failure(
          "Cannot start Azurite on port "
              + port
              + ": "
              + (settled ? "it ended at once" : "it does not answer after " + START_SECONDS + " s")
              + "; expected a Blob service there. See its log, "
              + log
              + ", then run this again.");
    }
  }

  /** Stops the service if it runs; its data stays. */
  public void stop() {
    process.stop();
  }
}
