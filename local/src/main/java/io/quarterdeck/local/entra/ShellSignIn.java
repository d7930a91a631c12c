package io.quarterdeck.local.entra;

import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Identifies the principal that a shell is signed in as, from the variables that {@code local env}
 * printed. They contain a credential: the assertion of an application, or the secret in the address
 * of the shell's or the machine's endpoint. A program that does not speak HTTPS, such as a shell
 * script, can present them to another program of the local stack instead of a token.
 *
 * @param tenant the tenant
 */
public record ShellSignIn(Tenant tenant) {
  /** The variables that contain a credential, or select a principal. */
  public static final List<String> VARIABLES =
      List.of(
          "ARM_CLIENT_ID",
          "ARM_OIDC_TOKEN",
          "AZURE_CLIENT_ID",
          "AZURE_POD_IDENTITY_AUTHORITY_HOST",
          "MSI_ENDPOINT");

  /** The variable that names the file with the assertion of an application. */
  public static final String ASSERTION_FILE = "AZURE_FEDERATED_TOKEN_FILE";

  /** The name of the content of that file. */
  public static final String ASSERTION = "assertion";

  /**
   * Returns the principal. The variables of azure-native take precedence, as in that provider.
   *
   * @param shell the variables that are set
   * @throws ApiError if the variables contain no valid credential
   */
  public EntraPrincipal principal(Map<String, String> shell) throws IOException {
    if (has(shell, "ARM_OIDC_TOKEN")) {
      return application(shell.get("ARM_CLIENT_ID"), shell.get("ARM_OIDC_TOKEN"));
    }
    if (has(shell, ASSERTION)) {
      return application(shell.get("AZURE_CLIENT_ID"), shell.get(ASSERTION));
    }
    if (has(shell, "AZURE_POD_IDENTITY_AUTHORITY_HOST")) {
      return managedIdentity(shell);
    }
    String endpoint = shell.getOrDefault("MSI_ENDPOINT", "");
    for (Person person : tenant.directory().people()) {
      if (isAt(ImdsEmulator.shellPath(person), endpoint)) {
        return person.principal();
      }
    }
    throw refused(
        endpoint.isEmpty()
            ? "found no credential in the environment"
            : "MSI_ENDPOINT is not that of a person");
  }

  private EntraPrincipal application(String clientId, String assertion) throws IOException {
    Application application = withClientId(clientId);
    new Federation(tenant.pipelines().key(), tenant.clock()).check(application, assertion);
    return application.principal();
  }

  private EntraPrincipal managedIdentity(Map<String, String> shell) throws IOException {
    String path = ImdsEmulator.machinePath(tenant.directory().machineKey());
    Application identity = withClientId(shell.get("AZURE_CLIENT_ID"));
    if (!isAt(path, shell.get("AZURE_POD_IDENTITY_AUTHORITY_HOST"))
        || identity.resourceId().isEmpty()) {
      throw refused("AZURE_POD_IDENTITY_AUTHORITY_HOST is not that of this machine");
    }
    return identity.principal();
  }

  private Application withClientId(String clientId) throws IOException {
    String id = Optional.ofNullable(clientId).orElse("");
    return tenant.directory().application(id).orElseThrow(() -> EntraErrors.unknownApplication(id));
  }

  /** Compares the path, which contains the secret, in constant time. */
  private static boolean isAt(String path, String endpoint) {
    return endpoint.length() >= path.length()
        && TokenEndpoint.isSame(path, endpoint.substring(endpoint.length() - path.length()));
  }

  private static boolean has(Map<String, String> shell, String name) {
    return !shell.getOrDefault(name, "").isBlank();
  }

  private static ApiError refused(String found) {
    return ApiError.of(
        401,
        "AuthenticationFailed",
        "Cannot sign in to the local stack: "
            + found
            + "; expected the variables of a signed-in shell. Run eval \"$(./quarterdeck local"
            + " env)\".");
  }
}
