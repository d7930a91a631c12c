package io.quarterdeck.local.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.local.http.ApiError;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellSignInTest {
  private static final EntraPrincipal JOB =
      new EntraPrincipal(
          "cccccccc-0000-4000-8000-000000000001",
          Optional.of("cccccccc-0000-4000-8000-000000000002"),
          "id-job",
          EntraPrincipal.Kind.SERVICE_PRINCIPAL,
          Set.of());

  @TempDir private static Path folder;
  private Tenant tenant;
  private ShellSignIn signIn;

  @BeforeEach
  void open() throws Exception {
    tenant =
        Tenant.open(
            folder,
            () -> List.of(new Application(JOB, Optional.of("/id"), Optional.empty(), List.of())),
            Clock.systemUTC());
    signIn = new ShellSignIn(tenant);
  }

  @Test
  void personSignsInWithTheSecretInTheAddressOfCloudShell() throws Exception {
    Person stranger = tenant.directory().person("stranger").orElseThrow();
    String endpoint = "http://127.0.0.1:1" + ImdsEmulator.shellPath(stranger);

    assertThat(signIn.principal(Map.of("MSI_ENDPOINT", endpoint))).isEqualTo(stranger.principal());
    refused(Map.of("MSI_ENDPOINT", endpoint.replace(stranger.shellKey(), "stranger")));
    refused(Map.of("MSI_ENDPOINT", ""));
    refused(Map.of());
  }

  @Test
  void applicationSignsInWithItsAssertion() throws Exception {
    String subject = ServiceConnection.subject("quarterdeck-preview");
    String assertion = tenant.pipelines().issue(subject, Duration.ofMinutes(5));
    Map<String, String> shell = new HashMap<>();
    shell.put("AZURE_CLIENT_ID", "00000000-0000-4000-8000-000000000021");
    shell.put(ShellSignIn.ASSERTION, assertion);

    assertThat(signIn.principal(shell).name()).isEqualTo("preview");

    shell.put("AZURE_CLIENT_ID", "00000000-0000-4000-8000-000000000031");
    refused(shell);
    shell.put("ARM_CLIENT_ID", "00000000-0000-4000-8000-000000000021");
    shell.put("ARM_OIDC_TOKEN", assertion);
    assertThat(signIn.principal(shell).name()).isEqualTo("preview");
  }

  @Test
  void managedIdentitySignsInWithTheSecretOfTheMachine() throws Exception {
    String machine =
        "http://127.0.0.1:1" + ImdsEmulator.machinePath(tenant.directory().machineKey());
    Map<String, String> shell = new HashMap<>();
    shell.put("AZURE_CLIENT_ID", JOB.clientId().orElseThrow());
    shell.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", machine);

    assertThat(signIn.principal(shell)).isEqualTo(JOB);

    shell.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", machine + "x");
    refused(shell);
    shell.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", machine);
    // The machine has no tokens of applications.
    shell.put("AZURE_CLIENT_ID", "00000000-0000-4000-8000-000000000021");
    refused(shell);
  }

  private void refused(Map<String, String> shell) {
    assertThatThrownBy(() -> signIn.principal(shell))
        .isInstanceOfSatisfying(
            ApiError.class, error -> assertThat(error.status()).isBetween(400, 401));
  }
}
