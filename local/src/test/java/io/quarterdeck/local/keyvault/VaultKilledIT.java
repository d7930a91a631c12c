package io.quarterdeck.local.keyvault;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.process.Polling;
import io.quarterdeck.testkit.TestJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKilledIT {
  private static final int START_SECONDS = 60;

  @TempDir private Path folder;

  @Test
  void acknowledgedSecretsSurviveAKill() throws Exception {
    Process first = start("first");
    try {
      SecretClient client = client("first");
      for (int i = 0; i < 20; i++) {
        client.setSecret("name-" + i, "value-" + i);
      }
    } finally {
      // SIGKILL: the process cannot save anything before it ends.
      first.destroyForcibly().waitFor();
    }

    Process second = start("second");
    try {
      SecretClient client = client("second");
      assertThat(client.listPropertiesOfSecrets()).hasSize(20);
      assertThat(client.getSecret("name-19").getValue()).isEqualTo("value-19");
    } finally {
      second.destroyForcibly().waitFor();
    }
  }

  private Process start(String name) throws Exception {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(List.of(VaultProcess.class.getName(), folder.toString(), name));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.inheritIO().start();
    boolean settled =
        Polling.await(
            "start a vault",
            START_SECONDS,
            () -> Files.exists(folder.resolve(name)) || !process.isAlive());
    assertThat(settled && process.isAlive()).isTrue();
    return process;
  }

  private SecretClient client(String name) throws Exception {
    return new SecretClientBuilder()
        .vaultUrl(Files.readString(folder.resolve(name)))
        .credential(TestContext.credential(TestTenant.token(Audience.KEY_VAULT)))
        .httpClient(TestContext.in(folder, folder, Audience.KEY_VAULT).http())
        .disableChallengeResourceVerification()
        .buildClient();
  }
}
