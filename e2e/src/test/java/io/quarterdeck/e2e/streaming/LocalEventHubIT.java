package io.quarterdeck.e2e.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarterdeck.e2e.Launcher;
import io.quarterdeck.e2e.Launcher.Ended;
import io.quarterdeck.e2e.LocalStackStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The event hub of a local stack of its own, because the stack gets another system, with the client
 * confluent-kafka for Python.
 */
@Tag("nightly")
class LocalEventHubIT {
  @TempDir private Path folder;

  @Test
  void aStockClientReadsAndWritesTheHubWithTheConnectionStringOnly() throws Exception {
    Launcher launcher = new Launcher(Files.createDirectories(folder.resolve("state")));
    String python =
        Optional.ofNullable(System.getenv("QUARTERDECK_KAFKA_PYTHON")).orElse("python3");
    boolean hasClient = launcher.program(python, "-c", "import confluent_kafka").exitCode() == 0;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(hasClient).as("confluent-kafka for Python").isTrue();
    }
    try {
      Ended bootstrap = launcher.run("bootstrap", "--systems", "streaming");
      assertThat(bootstrap.exitCode()).as(bootstrap.out() + bootstrap.error()).isZero();
      assertThat(bootstrap.out()).contains("event hub   retail-orders at evhns-");
      LocalStackStatus status = LocalStackStatus.of(launcher);
      assertThat(status.field("eventHubs.hub")).isEqualTo("retail-orders");
      String connection = status.field("eventHubs.connectionString");
      assertThat(connection)
          .startsWith("Endpoint=sb://" + status.field("eventHubs.bootstrapServers") + "/;");
      assumeTrue(hasClient, "Set QUARTERDECK_KAFKA_PYTHON to a Python with confluent-kafka");

      assertThat(client(launcher, python, connection, "write", "20"))
          .isEqualTo("partitions 4\nlarge MSG_SIZE_TOO_LARGE\nwritten 20");
      Ended emit = launcher.run("emit", "--events", 200, "--duplicates", 50, "--seed", 3, "--json");
      assertThat(emit.exitCode()).as(emit.error()).isZero();
      assertThat(emit.out()).matches("\\{\"sent\":(2|3)\\d\\d,\"duplicates\":\\d+,\"late\":0,.*}");
      assertThat(launcher.run("local", "stop").exitCode()).isZero();
      Ended restarted = launcher.run("local", "start");
      assertThat(restarted.exitCode()).as(restarted.error()).isZero();
      assertThat(client(launcher, python, connection, "read", "20")).isEqualTo("read 20");
      assertThat(
              client(
                  launcher,
                  python,
                  connection.replace("SharedAccessKey=", "SharedAccessKey=x"),
                  "refused",
                  "0"))
          .isEqualTo("refused _AUTHENTICATION");
      Ended doctor = launcher.run("doctor");
      assertThat(doctor.out()).contains("event hubs", "streaming container");
    } finally {
      launcher.run("local", "reset", "--yes");
    }
    assertThat(
            ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains("BrokerMain") && line.contains(folder.toString())))
        .isEmpty();
  }

  private String client(Launcher launcher, String python, String... arguments)
      throws IOException, InterruptedException {
    Path script = folder.resolve("kafka_client.py");
    try (InputStream source = getClass().getResourceAsStream("kafka_client.py")) {
      Files.writeString(script, new String(source.readAllBytes(), StandardCharsets.UTF_8));
    }
    String[] command = new String[arguments.length + 2];
    command[0] = python;
    command[1] = script.toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    Ended ended = launcher.program(command);
    assertThat(ended.exitCode()).as(ended.error()).isZero();
    return ended.out();
  }
}
