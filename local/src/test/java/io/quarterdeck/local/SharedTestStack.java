package io.quarterdeck.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.platform.LocalPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local stack that test classes share. Its components run, the platform is deployed, and the
 * ledger exists. Tests that stop or break their stack, or rotate its password, use another one. So
 * do tests that assert on everything in a stack, because this one has the loads, jobs and blobs of
 * other tests.
 *
 * @param folder the folder of the stack
 * @param stack the stack
 * @param site its outputs and access
 */
public record SharedTestStack(Path folder, TestStack stack, ConnectedStack site)
    implements AutoCloseable {
  static SharedTestStack start() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("quarterdeck-shared-test-stack");
    TestStack stack = new TestStack(folder);
    try {
      // A command starts the emulators, because they take the project's folder from its options.
      CommandLineRun loads = CommandLineRun.of(stack, "loads");
      assertThat(loads.exitCode()).as(loads.error()).isZero();
      ConnectedStack site = new LocalPlatform(stack.folders()).site(Progress.silent());
      return new SharedTestStack(folder, stack, site);
    } catch (Throwable e) {
      // JUnit closes only a stack that this method returned.
      stack.close();
      throw e;
    }
  }

  /** Stops the stack and deletes its folder. */
  @Override
  public void close() throws IOException {
    stack.close();
    FolderTree.delete(folder);
  }
}
