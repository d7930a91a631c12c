package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.synapse.SqlPublication;
import io.quarterdeck.cli.job.SystemRegistration;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.List;

/** Publishes the views of the lakehouse in the serverless SQL pool. */
public final class LakehouseRegistration implements SystemRegistration {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.LAKEHOUSE;
  }

  @Override
  public List<String> publish(ConnectedStack stack, Progress progress) {
    if (Loopback.is(stack.access().resourceManager())) {
      progress.note("The local stack has no serverless SQL pool, so the views were not published.");
      return List.of();
    }
    return new SqlPublication(
            Folders.current().synapse(), stack.outputs(), stack.access(), progress)
        .run().stream().map(name -> "SQL " + name + ": new or changed").toList();
  }
}
