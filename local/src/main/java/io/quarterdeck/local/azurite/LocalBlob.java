package io.quarterdeck.local.azurite;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.stack.BlobEndpoint.Containers;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The local stack's Blob account: Azurite, which outlives the JVM that started it. */
public final class LocalBlob {
  /** The ABFS driver knows the emulator by this name. */
  public static final String ACCOUNT = "devstoreaccount1";

  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 15;

  /**
   * Starts its arguments as a process with a session of its own and prints the process's number.
   */
  private static final String DETACH =
      """
      const fs = require('fs');
      const log = fs.openSync(process.argv[1], 'a');
      const child = require('child_process').spawn(process.execPath, process.argv.slice(2),
        {detached: true, stdio: ['ignore', log, log]});
      console.log(child.pid);
      child.unref();
      """;

  /** One try: whoever asks here asks again by itself. */
  private static final RequestRetryOptions ONE_TRY =
      new RequestRetryOptions(RetryPolicyType.FIXED, 1, 5, null, null, null);

  private final Path folder;
  private final Path cache;
  private final Path log;

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
  }

  /** Where it is, for a client. */
  public static BlobEndpoint endpoint(int port, String key) {
    return new BlobEndpoint(url(port), () -> client(port, key), Containers.DEFAULT);
  }

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

  private static BlobServiceClientBuilder client(int port, String key) {
    return new BlobServiceClientBuilder()
        .endpoint(url(port))
        .credential(new StorageSharedKeyCredential(ACCOUNT, key))
        .httpClient(new JdkHttpClientBuilder().build());
  }

  /**
   * Whether the service that listens there is ours: it takes our key and is the process we know.
   */
  public boolean runs(int port, String key) {
    return process().isPresent() && answers(port, key);
  }

  private static boolean answers(int port, String key) {
    try {
      BlobServiceClient client = client(port, key).retryOptions(ONE_TRY).buildClient();
      return client.getPropertiesWithResponse(null, Context.NONE).getStatusCode() == 200;
    } catch (RuntimeException e) {
      // Not there, not yet ready, or not ours: the caller starts ours and says what is in its way.
      return false;
    }
  }

  /** Starts the service on this port and waits until it answers; makes missing containers. */
  public void start(int port, String key) throws IOException {
    Path script = AzuriteInstallation.install(cache);
    PrivateFiles.createFolder(folder);
    ProcessBuilder builder =
        new ProcessBuilder(
            "node",
            "-e",
            DETACH,
            log.toString(),
            script.toString(),
            "--blobHost",
            Ports.LOOPBACK,
            "--blobPort",
            Integer.toString(port),
            "--location",
            folder.toString(),
            "--skipApiVersionCheck",
            "--disableTelemetry",
            "--silent");
    // In the environment, since anybody can read a command line.
    builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + key);
    Files.writeString(processFile(), Processes.run("start Azurite", builder).strip());
    boolean up =
        Processes.await(
            "start Azurite", START_SECONDS, () -> process().isEmpty() || answers(port, key));
    if (!up || process().isEmpty()) {
      throw new Failure(
          "Cannot start Azurite on port "
              + port
              + ": "
              + (up ? "it ended at once" : "it does not answer after " + START_SECONDS + " s")
              + "; expected a Blob service there. See its log, "
              + log
              + ", then run this again.");
    }
    createContainers(client(port, key).buildClient());
  }

  private static void createContainers(BlobServiceClient client) {
    Containers names = Containers.DEFAULT;
    for (String name :
        List.of(names.landing(), names.curated(), names.quarantine(), names.artifacts())) {
      client.getBlobContainerClient(name).createIfNotExists();
    }
  }

  /** Stops the service if it runs; its data stays. */
  public void stop() throws IOException {
    Optional<ProcessHandle> running = process();
    if (running.isPresent()) {
      ProcessHandle process = running.get();
      process.destroy();
      if (!Processes.await("stop Azurite", STOP_SECONDS, () -> !process.isAlive())) {
        process.destroyForcibly();
        Processes.await("stop Azurite", STOP_SECONDS, () -> !process.isAlive());
      }
    }
    Files.deleteIfExists(processFile());
  }

  private Path processFile() {
    return folder.resolveSibling("azurite.pid");
  }

  /** The process that we started, unless its number has passed to another program. */
  private Optional<ProcessHandle> process() {
    try {
      String number = Files.exists(processFile()) ? Files.readString(processFile()).strip() : "";
      return number.matches("\\d+")
          ? ProcessHandle.of(Long.parseLong(number)).filter(LocalBlob::isAzurite)
          : Optional.empty();
    } catch (IOException e) {
      throw new Failure(
          "Cannot read " + processFile() + ": " + e + "; expected to. Mend its rights.", e);
    }
  }

  private static boolean isAzurite(ProcessHandle process) {
    return process.isAlive()
        && process.info().commandLine().filter(line -> line.contains("azurite")).isPresent();
  }
}
