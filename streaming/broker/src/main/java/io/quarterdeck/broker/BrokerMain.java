package io.quarterdeck.broker;

import io.quarterdeck.contract.LocalEventHub;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.OptionalInt;

/**
 * The process of the broker. It holds a lock on its folder, so that two processes never write the
 * same data. It ends when it receives SIGTERM.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /**
   * Runs the broker until the process ends.
   *
   * @param arguments the folder with {@link LocalEventHub#FILE}, and optionally the port on which
   *     the broker listens, if another program forwards the connections to the port in the file
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new IOException("Cannot start the broker: another process holds " + folder);
      }
      run(
          folder,
          arguments.length > 1
              ? OptionalInt.of(Integer.parseInt(arguments[1]))
              : OptionalInt.empty());
    }
  }

  private static void run(Path folder, OptionalInt port) throws IOException {
    Path ready = folder.resolve(LocalEventHub.READY);
    Files.deleteIfExists(ready);
    LocalEventHub hub = LocalEventHub.read(folder.resolve(LocalEventHub.FILE));
    try (EventHubBroker broker =
        EventHubBroker.start(hub, folder.resolve("data"), port.orElse(hub.port()))) {
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
      Path written = folder.resolve("ready.new");
      Files.writeString(written, Long.toString(ProcessHandle.current().pid()));
      Files.move(written, ready, StandardCopyOption.ATOMIC_MOVE);
      broker.await();
    }
  }
}
