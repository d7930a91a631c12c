package io.quarterdeck.local.entra;

import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A file with a current assertion for each application with a federated credential for Azure
 * Pipelines. Clients on this machine sign in with these files, as pods do with the files that
 * Kubernetes writes. A file is replaced long before its assertion expires.
 *
 * @param timer replaces the files
 */
record AssertionFiles(ScheduledExecutorService timer) implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(AssertionFiles.class.getName());

  /** The longest validity that Azure Kubernetes Service offers for such a file. */
  private static final Duration LIFETIME = Duration.ofHours(24);

  private static final Duration PERIOD = Duration.ofHours(1);

  /** Writes the files, and continues to replace them. */
  static AssertionFiles start(Tenant tenant) throws IOException {
    write(tenant);
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("assertions"));
    var unused =
        timer.scheduleWithFixedDelay(
            () -> replace(tenant), PERIOD.toSeconds(), PERIOD.toSeconds(), TimeUnit.SECONDS);
    return new AssertionFiles(timer);
  }

  private static void replace(Tenant tenant) {
    try {
      write(tenant);
    } catch (IOException | RuntimeException e) {
      // The next attempt is before the assertion in the file expires.
      LOG.log(System.Logger.Level.WARNING, "Cannot write the assertions", e);
    }
  }

  private static void write(Tenant tenant) throws IOException {
    for (Application application : tenant.directory().applications()) {
      for (FederatedCredential credential : application.credentials()) {
        if (credential.issuer().equals(LocalTenant.PIPELINES_ISSUER)) {
          Path file = Tenant.assertion(tenant.folder(), application.principal().name());
          PrivateFiles.createFolder(file.getParent());
          PrivateFiles.write(file, tenant.pipelines().issue(credential.subject(), LIFETIME));
        }
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
