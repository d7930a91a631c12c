package io.quarterdeck.local.platform;

import io.quarterdeck.etl.azure.AzureSite;
import io.quarterdeck.etl.azure.AzureStack;
import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.stack.JobRunner;
import io.quarterdeck.etl.stack.PostgresEndpoint;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.stack.StackProvider;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.spark.LocalSpark;

/**
 * Opens the stack {@code local}: brings it up where it is not, and opens it by its outputs as any
 * other. Its jobs run on Spark here.
 */
public final class LocalStackProvider implements StackProvider {
  @Override
  public String stack() {
    return LocalPlatform.STACK;
  }

  @Override
  public Stack open(Progress progress) {
    Folders folders = Folders.current();
    AzureSite site = new LocalPlatform(folders).site(progress);
    AzureStack azure = AzureStack.of(site.outputs(), site.access());
    LocalStack stack = new LocalStack(folders);
    JobRunner jobs =
        new LocalSpark(
            folders.home(), stack.logs(), azure.postgres(), stack.settings().orElseThrow());
    return new Opened(stack(), azure.postgres(), azure.blob(), jobs);
  }

  private record Opened(String name, PostgresEndpoint postgres, BlobEndpoint blob, JobRunner jobs)
      implements Stack {}
}
