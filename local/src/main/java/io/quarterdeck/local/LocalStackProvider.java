package io.quarterdeck.local;

import io.quarterdeck.etl.stack.BlobEndpoint;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.stack.JobRunner;
import io.quarterdeck.etl.stack.PostgresEndpoint;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.stack.StackProvider;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.postgres.LocalPostgres;
import io.quarterdeck.local.spark.LocalSpark;

/** Opens the stack {@code local}: brings it up where it is not. */
public final class LocalStackProvider implements StackProvider {
  @Override
  public String stack() {
    return "local";
  }

  @Override
  public Stack open(Progress progress) {
    Folders folders = Folders.current();
    LocalStack stack = new LocalStack(folders);
    LocalSettings settings = stack.start(LocalStack.Wishes.NONE, progress);
    PostgresEndpoint postgres =
        LocalPostgres.endpoint(settings.postgresPort(), settings.postgresPassword());
    return new Opened(
        stack(),
        postgres,
        LocalBlob.endpoint(settings.blobPort(), settings.blobKey()),
        new LocalSpark(folders.home(), stack.logs(), postgres, settings));
  }

  private record Opened(String name, PostgresEndpoint postgres, BlobEndpoint blob, JobRunner jobs)
      implements Stack {}
}
