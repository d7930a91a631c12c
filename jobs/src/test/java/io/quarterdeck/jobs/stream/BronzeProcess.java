package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.Optional;

/** Runs bronze once in a process of its own: with the folders of the tables and of the broker. */
public final class BronzeProcess {
  private BronzeProcess() {}

  /** Exits with 0, or with 1 and the message of the failure on standard output. */
  public static void main(String[] arguments) throws Exception {
    LocalEventHub hub = LocalEventHub.read(Path.of(arguments[1]).resolve(LocalEventHub.FILE));
    HubSource source = new HubSource("", hub.hub(), "", Optional.of(hub.connectionString()));
    OrderLake lake = new OrderLake(Path.of(arguments[0]));
    try {
      new BronzeStream(lake.lake(), source, "run-1", lake.folder().progress())
          .run(StreamTrigger.AVAILABLE_NOW, LostEvents.REFUSE);
    } catch (Failure e) {
      System.out.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }
}
