package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Injects faults of Azure and interruptions of Pulumi, and checks that the next run repairs them.
 */
@ExtendWith(NeedsPulumi.class)
@Tag("nightly")
class ProviderFaultsIT {
  private static final String[] UP = {"up", "--yes", "--skip-preview", "--stack", "dev"};

  @TempDir Path folder;

  private Path arm;
  private PulumiProject project;

  @BeforeEach
  void initialise() throws Exception {
    arm = Files.createDirectories(folder.resolve("arm"));
    project = PulumiProject.in(folder);
    project.run("stack", "init", "dev").succeeds();
  }

  @Test
  void providerKilledDuringACreationIsRepairedByTheNextRun() throws Exception {
    faults("PUT Microsoft.Network/virtualNetworks 429 1 600");
    try (ProviderProcess provider = ProviderProcess.start(arm)) {
      project.provider(provider.port());
      Process up = project.start(UP);
      BufferedReader lines = up.inputReader(StandardCharsets.UTF_8);
      RunningSteps steps = new RunningSteps(lines);
      steps.awaitAlone("azure-native:network:VirtualNetwork vnet");
      assertThat(refusedBeside(up)).contains("the stack is currently locked by 1 lock(s)");
      // All resources that do not depend on the network now exist. A resource that the provider
      // created but did not acknowledge would make the next run fail, as in Azure.
      steps.awaitAlone("azure-native:network:VirtualNetwork vnet");
      provider.kill();
      String rest = String.join("\n", lines.lines().toList());
      assertThat(up.waitFor()).as(rest).isNotZero();
      assertThat(rest).contains("azure-native:network:VirtualNetwork (vnet):");
      // The state contains exactly the acknowledged resources.
      assertThat(project.state("dev"))
          .contains("\"azure-native:resources:ResourceGroup\"")
          .doesNotContain("\"azure-native:network:VirtualNetwork\"");
    }
    faults();
    try (ProviderProcess provider = ProviderProcess.start(arm)) {
      project.provider(provider.port());
      project.run(UP).succeeds();
      project.run("preview", "--refresh", "--expect-no-changes", "--stack", "dev").succeeds();
    }
  }

  @Test
  void providerKilledDuringAnUpdateIsRepairedByTheNextRun() throws Exception {
    try (ProviderProcess provider = ProviderProcess.start(arm)) {
      project.provider(provider.port()).run(UP).succeeds();
      faults("PUT Microsoft.DBforPostgreSQL/flexibleServers 409 1 600");
      project.settings("dev", "quarterdeck:sourceRevision: 0123456789abcdef");
      Process up = project.start(UP);
      BufferedReader lines = up.inputReader(StandardCharsets.UTF_8);
      awaitLine(lines, "azure-native:dbforpostgresql:Server postgres updating");
      provider.kill();
      String rest = String.join("\n", lines.lines().toList());
      assertThat(up.waitFor()).as(rest).isNotZero();
    }
    faults();
    try (ProviderProcess provider = ProviderProcess.start(arm)) {
      project.provider(provider.port());
      project.run(UP).succeeds();
      project.run("preview", "--refresh", "--expect-no-changes", "--stack", "dev").succeeds();
    }
  }

  @Test
  void throttlingAndConflictsAreRetried() throws Exception {
    faults(
        "PUT Microsoft.Storage/storageAccounts 429 2 1",
        "PUT Microsoft.Network/virtualNetworks/subnets 409 3 1",
        "DELETE Microsoft.Network/virtualNetworks 429 1 1");
    try (ProviderProcess provider = ProviderProcess.start(arm)) {
      project.provider(provider.port());
      assertThat(project.run(UP).succeeds().output()).contains("+ 122 created");
      project.run("destroy", "--yes", "--skip-preview", "--stack", "dev").succeeds();
    }
  }

  /**
   * Returns the output of a second concurrent run. Pulumi's file backend overwrites its checkpoint
   * in place and reads it before it checks the lock. A run that starts during such a write finds a
   * truncated file and fails without changes; this method then starts it again, as a user would.
   */
  private String refusedBeside(Process first) throws Exception {
    String refusal = project.run(UP).fails().output();
    while (refusal.contains("failed to load checkpoint") && first.isAlive()) {
      refusal = project.run(UP).fails().output();
    }
    return refusal;
  }

  private void faults(String... lines) throws IOException {
    Files.writeString(arm.resolve("faults.txt"), String.join("\n", lines));
  }

  private static void awaitLine(BufferedReader lines, String wanted) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      seen.append(line).append('\n');
      if (line.contains(wanted)) {
        return;
      }
    }
    throw new AssertionError("The run ended without '" + wanted + "':\n" + seen);
  }

  /** The resources that a run is creating, according to its output. */
  private static final class RunningSteps {
    private static final Pattern STEP =
        Pattern.compile("(azure-native:\\S+ \\S+) (creating|created) ");

    private final BufferedReader output;
    private final Set<String> underWay = new HashSet<>();
    private final StringBuilder line = new StringBuilder();

    RunningSteps(BufferedReader output) {
      this.output = output;
    }

    /**
     * Waits until only this resource is being created. Reads single characters, because the CLI
     * prints dots while it waits, and a line of dots ends with the next event only.
     */
    void awaitAlone(String resource) throws IOException {
      while (output.ready() || !underWay.equals(Set.of(resource))) {
        int next = output.read();
        if (next < 0) {
          throw new AssertionError("The run ended while these were under way: " + underWay);
        }
        if (next == '\n') {
          note();
        } else {
          line.append((char) next);
        }
      }
    }

    private void note() {
      Matcher matcher = STEP.matcher(line);
      if (matcher.find()) {
        if (matcher.group(2).equals("creating")) {
          underWay.add(matcher.group(1));
        } else {
          underWay.remove(matcher.group(1));
        }
      }
      line.setLength(0);
    }
  }
}
