package io.quarterdeck.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.testkit.TestJvm;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program bronze as the local stack does for a task without a service credential. */
class BronzeSignInIT {
  @TempDir private Path folder;

  @Test
  void theMissingCredentialIsNamed() throws Exception {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--add-opens"))
            .toList());
    command.addAll(
        List.of(
            BronzeJob.class.getName(),
            "--lake",
            "abfs://streaming@lake.dfs.core.windows.net",
            "--event-hubs",
            "evhns-test.servicebus.windows.net",
            "--topic",
            "retail-orders",
            "--service-credential",
            "quarterdeck-dev-events"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().remove(EnvironmentVariables.EVENT_HUB_CONNECTION);
    Path output = folder.resolve("output");
    Process job = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(job.waitFor()).isEqualTo(1);
    assertThat(Files.readAllLines(output))
        .last()
        .isEqualTo(
            "FAILURE Cannot sign in to the event hub retail-orders: found no usable service"
                + " credential 'quarterdeck-dev-events'; expected that it exists, that the identity"
                + " of the run has ACCESS on it, and that the identity of its access connector has"
                + " the role Azure Event Hubs Data Receiver. Create it: ./quarterdeck"
                + " setup-workspace --stack dev. Then run the job again.");
  }
}
