package io.quarterdeck.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves stacks to other ports. None is the shared one, because a move stops its servers. */
@NeedsNode
class PortsIT {
  @TempDir Path folder;

  @Test
  void requestedPortThatIsTakenIsAnError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TestStack stack = new TestStack(folder)) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> stack.startOnPostgresPort(port))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot start PostgreSQL on port %d: another program uses the port, or the system"
                      .formatted(port)
                  + " does not permit it; expected a free port. Choose another with --postgres-port, or omit"
                  + " the option to use a free port.");
      assertThatThrownBy(() -> stack.startOnBlobPort(port))
          .isInstanceOf(Failure.class)
          .hasMessageStartingWith(
              "Cannot start Azurite on port %d: another program uses".formatted(port));
      assertThat(stack.servers()).isEmpty();
    }
  }

  @Test
  void portOutOfRangeIsAnError() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      assertThatThrownBy(() -> stack.startOnPostgresPort(70000))
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot start PostgreSQL on port 70000: the port number is out of range;"
                  + " expected a free port. Choose another with --postgres-port, or omit the option"
                  + " to use a free port.");
    }
  }

  @Test
  void runningStackMovesToRequestedPortsAndKeepsThem() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      stack.start();
      int postgres = Ports.free();
      assertThat(stack.startOnPostgresPort(postgres).postgresPort()).isEqualTo(postgres);
      int blob = Ports.free();
      assertThat(stack.startOnBlobPort(blob).blobPort()).isEqualTo(blob);
      LocalSettings settings = stack.start();
      assertThat(settings.postgresPort()).isEqualTo(postgres);
      assertThat(settings.blobPort()).isEqualTo(blob);
      assertThat(stack.stack().running(settings).everything()).isTrue();
      assertThat(stack.servers()).hasSize(3);
      assertThat(stack.notes()).isEmpty();
    }
  }

  @Test
  @Tag("nightly")
  void portsThatOthersTakeDuringTheStartAreReplaced() throws Exception {
    try (TestStack stack = new TestStack(folder)) {
      LocalSettings before = stack.start();
      stack.stop();
      try (Taker taker = new Taker(before)) {
        LocalSettings after = stack.stack().start(LocalStack.RequestedPorts.NONE, taker);
        assertThat(after.postgresPort()).isNotEqualTo(before.postgresPort());
        assertThat(after.blobPort()).isNotEqualTo(before.blobPort());
        assertThat(stack.stack().running(after).everything()).isTrue();
        assertThat(taker.notes)
            .containsExactly(
                "Another program uses port %d of PostgreSQL; PostgreSQL now listens on %d."
                    .formatted(before.postgresPort(), after.postgresPort()),
                "Another program uses port %d of Azurite; Azurite now listens on %d."
                    .formatted(before.blobPort(), after.blobPort()));
      }
    }
  }

  /** Another program that listens on the ports after they were chosen and before they are used. */
  private static final class Taker implements Progress, AutoCloseable {
    private final LocalSettings settings;
    private final List<ServerSocket> sockets = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Taker(LocalSettings settings) {
      this.settings = settings;
    }

    @Override
    public synchronized void phase(String what) {
      if (sockets.isEmpty()) {
        listen(settings.postgresPort());
        listen(settings.blobPort());
      }
    }

    private void listen(int port) {
      try {
        sockets.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void advance(long done, long total, String unit) {}

    @Override
    public synchronized void note(String text) {
      notes.add(text);
    }

    @Override
    public void close() throws IOException {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  @Tag("nightly")
  void otherServersOnThePreviousPortsAreNotAdopted() throws Exception {
    Path ours = Files.createDirectory(folder.resolve("ours"));
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    try (TestStack stack = new TestStack(ours);
        TestStack stranger = new TestStack(theirs)) {
      LocalSettings before = stack.start();
      stack.stop();
      // Real servers of the same kind, but with other credentials and other data.
      stranger.startOnPostgresPort(before.postgresPort());
      stranger.startOnBlobPort(before.blobPort());
      assertThat(stack.stack().running(before))
          .isEqualTo(new LocalStack.Running(false, false, false, true));
      LocalSettings after = stack.start();
      assertThat(after.postgresPort()).isNotEqualTo(before.postgresPort());
      assertThat(after.blobPort()).isNotEqualTo(before.blobPort());
      assertThat(stack.notes())
          .containsExactly(
              "Another program uses port %d of PostgreSQL; PostgreSQL now listens on %d."
                  .formatted(before.postgresPort(), after.postgresPort()),
              "Another program uses port %d of Azurite; Azurite now listens on %d."
                  .formatted(before.blobPort(), after.blobPort()));
      assertThat(stranger.servers()).hasSize(3);
    }
  }
}
