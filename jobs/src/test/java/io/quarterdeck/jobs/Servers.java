package io.quarterdeck.jobs;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL and a real Azurite, started once for all tests of a JVM. */
public final class Servers {
  /** Azurite's well-known account and key, which are no secret. */
  private static final String ACCOUNT = "devstoreaccount1.dfs.core.windows.net";

  private static final String KEY =
      "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
  private static final Servers RUNNING = start();

  private final EmbeddedPostgres postgres;
  private final int blobPort;

  private Servers(EmbeddedPostgres postgres, int blobPort) {
    this.postgres = postgres;
    this.blobPort = blobPort;
  }

  /** Returns the running servers. */
  public static Servers running() {
    return RUNNING;
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  public URI curated() {
    return URI.create("abfs://curated@" + ACCOUNT);
  }

  public Map<String, String> settings() {
    return settings(blobPort);
  }

  /** Returns settings of the ABFS driver for Azurite on this port. */
  public static Map<String, String> settings(int port) {
    return Map.of(
        "fs.azure.account.key." + ACCOUNT,
        KEY,
        "fs.azure.abfs.endpoint",
        "127.0.0.1:" + port,
        "fs.azure.always.use.https",
        "false",
        "fs.azure.account.hns.enabled",
        "false",
        "fs.azure.fns.account.service.type",
        "BLOB",
        "fs.azure.io.retry.max.retries",
        "2",
        "fs.azure.io.retry.backoff.interval",
        "100",
        "fs.azure.io.retry.min.backoff.interval",
        "100");
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Servers start() {
    try {
      Path main = azurite();
      int port = freePort();
      startAzurite(main, port);
      Path data = Files.createTempDirectory("quarterdeck-jobs-postgres");
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setLocaleConfig("locale", "C.UTF-8")
              .start();
      // One role requires a password; the others are trusted.
      Files.writeString(
          data.resolve("pg_hba.conf"),
          "host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n");
      return new Servers(postgres, port);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void startAzurite(Path main, int port) throws IOException {
    Process azurite =
        new ProcessBuilder(
                "node",
                main.toString(),
                "--blobHost",
                "127.0.0.1",
                "--blobPort",
                String.valueOf(port),
                "--skipApiVersionCheck",
                "--disableTelemetry",
                "--inMemoryPersistence",
                "--silent")
            .redirectErrorStream(true)
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(azurite::destroyForcibly));
    BufferedReader lines = azurite.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null && !line.contains("successfully listen")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IllegalStateException("Azurite ended before it listened on its port");
    }
  }

  private static Path azurite() throws IOException, InterruptedException {
    Path folder = Path.of(System.getProperty("quarterdeck.azurite"));
    Path main = folder.resolve("node_modules/azurite/dist/src/blob/main.js");
    if (!Files.exists(main)) {
      Files.createDirectories(folder);
      run(
          folder,
          List.of(
              "npm",
              "install",
              "--ignore-scripts",
              "--no-audit",
              "--no-fund",
              "--prefix",
              ".",
              "azurite@3.37.0"));
    }
    return main;
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process;
    Path log = folder.resolve("npm.log");
    try {
      // Do not inherit this JVM's streams, which Maven uses to communicate with it.
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
    } catch (IOException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw e;
      }
      Assumptions.abort("Node is missing: install Node 20 or newer (nodejs.org) to run this test");
      throw e;
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("cannot install Azurite; npm's output is in " + log);
    }
  }
}
