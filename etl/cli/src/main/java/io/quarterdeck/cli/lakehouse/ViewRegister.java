package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.synapse.SqlPublication;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;

/** The step of {@code register} that publishes the views of the lakehouse. */
public final class ViewRegister {
  private ViewRegister() {}

  /**
   * Publishes the views that differ in the serverless SQL pool. A second call changes nothing.
   *
   * @return one line for each change
   * @throws io.quarterdeck.loader.failure.Failure if the pool refuses
   */
  public static List<String> publish(ConnectedStack stack, Progress progress) {
    if (Loopback.is(stack.access().resourceManager())) {
      progress.note("The local stack has no serverless SQL pool, so the views were not published.");
      return List.of();
    }
    return new SqlPublication(
            Folders.current().synapse(), stack.outputs(), stack.access(), progress)
        .run().stream().map(name -> "SQL " + name + ": new or changed").toList();
  }
}
