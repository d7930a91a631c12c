package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.local.files.FolderTree;
import java.io.IOException;
import java.nio.file.Files;

/**
 * A local stack that tests share. Tests that break their stack use another one. The platform is
 * deployed, and the ledger exists. Each test uses its own {@link DatasetCopy}, so that it does not
 * see the loads of other tests.
 *
 * @param launcher runs commands on the stack
 * @param status the addresses and credentials of the stack
 */
record SharedStack(Launcher launcher, LocalStackStatus status) implements AutoCloseable {
  static SharedStack start() throws IOException, InterruptedException {
    Launcher launcher = new Launcher(Files.createTempDirectory("quarterdeck-shared-stack"));
    Ended loads = launcher.run("loads");
    assertThat(loads.exitCode()).as(loads.error()).isZero();
    return new SharedStack(launcher, LocalStackStatus.of(launcher));
  }

  /** Stops the stack and deletes its folder. */
  @Override
  public void close() throws IOException {
    try {
      launcher.reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the shared local stack was being stopped", e);
    }
    FolderTree.delete(launcher.state());
  }
}
