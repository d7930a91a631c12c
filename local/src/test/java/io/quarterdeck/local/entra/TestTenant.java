package io.quarterdeck.local.entra;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The tenant of the tests of this module. Its keys are in a folder of the build, because a new key
 * takes a second.
 */
public final class TestTenant {
  private static final Path FOLDER = Path.of("target", "test-tenant").toAbsolutePath();
  private static final Tenant TENANT = open(Clock.systemUTC());

  private TestTenant() {}

  /** Returns the tenant with the same keys and another clock. */
  public static Tenant open(Clock clock) {
    try {
      Files.createDirectories(FOLDER.getParent());
      return Tenant.open(FOLDER, ManagedIdentities.NONE, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what an emulator checks tokens with. Nothing listens at the address. */
  public static Authority authority() {
    return Authority.at(URI.create("https://127.0.0.1:1"), TENANT.tokens());
  }

  /** Returns a token of the owner. */
  public static String token(Audience audience) {
    return token(TENANT, audience);
  }

  /** Returns a token of the owner that the tenant issues now. */
  public static String token(Tenant tenant, Audience audience) {
    try {
      return tenant
          .tokens()
          .issue(tenant.directory().person("owner").orElseThrow().principal(), audience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a token of a person. */
  public static String personToken(String name, Audience audience) {
    try {
      return TENANT
          .tokens()
          .issue(TENANT.directory().person(name).orElseThrow().principal(), audience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a token of an application. */
  public static String applicationToken(String name, Audience audience) {
    try {
      EntraPrincipal principal =
          TENANT.directory().applications().stream()
              .map(Application::principal)
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow();
      return TENANT.tokens().issue(principal, audience);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the variables with which another process signs in as the application {@code deploy}.
   */
  public static Map<String, String> environment() {
    return Server.ENVIRONMENT;
  }

  /** Starts once, if a test needs it. */
  private static final class Server {
    private static final Map<String, String> ENVIRONMENT = start();

    private static Map<String, String> start() {
      LoopbackCertificate certificate = LoopbackCertificate.in(FOLDER);
      try {
        URI entra =
            new EntraEmulator(TENANT)
                .start(new EmulatorContext(FOLDER, Ports.free(), certificate.tls()))
                .endpoint();
        return Map.of(
            "AZURE_AUTHORITY_HOST",
            entra.toString(),
            "AZURE_TENANT_ID",
            LocalTenant.ID,
            "AZURE_CLIENT_ID",
            "00000000-0000-4000-8000-000000000031",
            "AZURE_FEDERATED_TOKEN_FILE",
            Tenant.assertion(FOLDER, "deploy").toString(),
            "AZURE_TOKEN_CREDENTIALS",
            "WorkloadIdentityCredential",
            EnvironmentVariables.TRUST_FILE,
            certificate.pem().toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
