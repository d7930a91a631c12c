package io.quarterdeck.local.azurite;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.quarterdeck.azure.access.AzureHttp;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.azure.stack.BlobEndpoint.Containers;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The Blob account of the local stack: Azurite. It keeps running after the JVM that started it
 * ends.
 */
public final class LocalBlob {
  /** The name by which the ABFS driver recognizes the emulator. */
  public static final String ACCOUNT = "devstoreaccount1";

  private static final int START_SECONDS = 60;

  private final Path folder;
  private final Folders folders;
  private final Path log;
  private final AzuriteProcess process;

  /**
   * Does not start the service.
   *
   * @param folder the data folder, which may not exist yet
   * @param folders contain Azurite: the release has it in its home, otherwise it is installed in
   *     the cache
   * @param log the log file
   */
  public LocalBlob(Path folder, Folders folders, Path log) {
    this.folder = folder;
    this.folders = folders;
    this.log = log;
    this.process = new AzuriteProcess(folder);
  }

  /** Returns the endpoint for a client. */
  public static BlobEndpoint endpoint(int port, String key) {
    return new BlobEndpoint(url(port), () -> client(port, key), Containers.DEFAULT);
  }

  private static BlobServiceClientBuilder client(int port, String key) {
    return new BlobServiceClientBuilder()
        .endpoint(url(port))
        .credential(new StorageSharedKeyCredential(ACCOUNT, key))
        .httpClient(AzureHttp.client());
  }

  /** Returns the URL of the account's Blob endpoint. */
  public static String url(int port) {
    return "http://" + Ports.LOOPBACK + ":" + port + "/" + ACCOUNT;
  }

  /** Returns a connection string for Storage Explorer and the SDKs. */
  public static String connectionString(int port, String key) {
    return "DefaultEndpointsProtocol=http;AccountName="
        + ACCOUNT
        + ";AccountKey="
        + key
        + ";BlobEndpoint="
        + url(port)
        + ";";
  }

  /** Returns the version of Azurite. */
  public static String version() {
    return AzuriteInstallation.VERSION;
  }

  /** Returns the port of our service, if its process is running; it may not answer yet. */
  public OptionalInt port() {
    return process.port();
  }

  /** Returns whether our service listens on the port: it accepts our key and serves our folder. */
  public boolean runs(int port, String key) {
    return new AzuriteAccount(port, key).containers().isPresent() && process.find().isPresent();
  }

  /** Starts the service on this port and waits until it answers. */
  public void start(int port, String key) throws IOException {
    Path script = AzuriteInstallation.script(folders);
    PrivateFiles.createFolder(folder);
    AzuriteAccount account = new AzuriteAccount(port, key);
    process.start(script, account, log);
    boolean settled =
        Polling.await(
            "start Azurite",
            START_SECONDS,
            () -> account.containers().isPresent() || process.find().isEmpty());
    if (!settled || !runs(port, key)) {
      throw Failure.of(
          "Cannot start Azurite on port %s: %s; expected a Blob service there. See "
              + "its log, %s, then run this again.",
          port,
          (settled ? "it ended at once" : "it does not answer after " + START_SECONDS + " s"),
          log);
    }
  }

  /** Stops the service if it is running. Its data is kept. */
  public void stop() {
    process.stop();
  }
}
