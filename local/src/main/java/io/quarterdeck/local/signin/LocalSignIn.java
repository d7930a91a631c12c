package io.quarterdeck.local.signin;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.entra.Application;
import io.quarterdeck.local.entra.Directory;
import io.quarterdeck.local.entra.EntraEmulator;
import io.quarterdeck.local.entra.ImdsEmulator;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.ManagedIdentities;
import io.quarterdeck.local.entra.Person;
import io.quarterdeck.local.entra.Tenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signs programs of this machine in to the local stack.
 *
 * @param folder the folder of the emulators
 * @param settings the ports of the emulators
 */
public record LocalSignIn(Path folder, EmulatorSettings settings) {
  /** The variables that select a principal. A shell has those of one kind of principal only. */
  private static final List<String> SELECTING =
      List.of(
          "AZURE_CLIENT_ID",
          "AZURE_FEDERATED_TOKEN_FILE",
          "AZURE_POD_IDENTITY_AUTHORITY_HOST",
          "MSI_ENDPOINT",
          // With a key, requests to Blob are not those of the principal.
          EnvironmentVariables.STORAGE_KEY_FILE);

  private static final String WORKLOAD_IDENTITY = "WorkloadIdentityCredential";
  private static final String MANAGED_IDENTITY = "ManagedIdentityCredential";

  /** Returns the principal that the environment selects, by default the owner. */
  public static String selected() {
    return Optional.ofNullable(System.getenv(EnvironmentVariables.LOCAL_PRINCIPAL))
        .filter(name -> !name.isBlank())
        .orElse(LocalTenant.OWNER);
  }

  /** Begins the session of the owner, unless it exists. */
  public void begin() throws IOException {
    if (!Files.exists(session(LocalTenant.OWNER))) {
      credential(LocalTenant.OWNER)
          .getTokenSync(
              new TokenRequestContext()
                  .addScopes(Scopes.resourceManager(AzureAccess.PUBLIC_CLOUD)));
    }
  }

  /**
   * Returns a credential for commands.
   *
   * @param name a person, an application, or a managed identity. For the last one, the environment
   *     of this process must contain {@link #variables}, because the library reads the address of
   *     the metadata service only there
   * @throws Failure if there is no such principal
   */
  public TokenCredential credential(String name) throws IOException {
    Optional<Person> person = directory().person(name);
    if (person.isPresent()) {
      return new PersonSession(entra(), session(person.get().name()), person.get(), http());
    }
    return AccessVariables.read(variables(name)).credential();
  }

  /**
   * Returns the variables with which azure-identity signs in as a principal.
   *
   * @param name a person, an application, or a managed identity
   * @throws Failure if there is no such principal
   */
  public SortedMap<String, String> variables(String name) throws IOException {
    Optional<Person> person = directory().person(name);
    if (person.isPresent()) {
      // azure-identity has no other credential for people that works without a browser or az.
      return signedIn(
          Map.of(
              "AZURE_TOKEN_CREDENTIALS",
              MANAGED_IDENTITY,
              "MSI_ENDPOINT",
              imds() + ImdsEmulator.shellPath(person.get())));
    }
    Optional<Application> application = application(name);
    return signedIn(application.isPresent() ? variables(application.get()) : managedIdentity(name));
  }

  /** Adds the variables that every principal has. */
  private SortedMap<String, String> signedIn(Map<String, String> principal) {
    SortedMap<String, String> variables = new TreeMap<>(principal);
    variables.put("AZURE_AUTHORITY_HOST", entra() + "/");
    variables.put("AZURE_TENANT_ID", LocalTenant.ID);
    return variables;
  }

  /** Returns the variables that a shell must not have together with these. */
  public static List<String> others(SortedMap<String, String> variables) {
    return SELECTING.stream().filter(each -> !variables.containsKey(each)).toList();
  }

  /** Returns the address of Entra, without a trailing slash. */
  public URI entra() {
    return AzureEmulators.endpoint(AzureEmulators.ENTRA, settings);
  }

  /** Returns the address at which a job of Azure Pipelines requests id tokens. */
  public URI oidcRequest() {
    return URI.create(entra() + EntraEmulator.OIDC_REQUEST);
  }

  /** Returns the people and applications of the directory. */
  public Directory directory() {
    return Tenant.directory(tenant(), ManagedIdentities.NONE);
  }

  private Optional<Application> application(String name) throws IOException {
    return directory().applications().stream()
        .filter(each -> each.principal().name().equals(name))
        .findFirst();
  }

  private Map<String, String> variables(Application application) {
    return Map.of(
        "AZURE_CLIENT_ID",
        application.principal().clientId().orElseThrow(),
        "AZURE_FEDERATED_TOKEN_FILE",
        Tenant.assertion(tenant(), application.principal().name()).toString(),
        "AZURE_TOKEN_CREDENTIALS",
        WORKLOAD_IDENTITY,
        EnvironmentVariables.TRUST_FILE,
        LoopbackCertificate.in(folder).pem().toString());
  }

  private Map<String, String> managedIdentity(String name) throws IOException {
    List<IdentityInner> identities = identities();
    String clientId =
        identities.stream()
            .filter(identity -> identity.name().equals(name))
            .map(identity -> identity.clientId().toString())
            .findFirst()
            .orElseThrow(
                () -> unknown(name, identities.stream().map(IdentityInner::name).toList()));
    return Map.of(
        "AZURE_CLIENT_ID",
        clientId,
        "AZURE_POD_IDENTITY_AUTHORITY_HOST",
        imds() + ImdsEmulator.machinePath(directory().machineKey()),
        "AZURE_TOKEN_CREDENTIALS",
        MANAGED_IDENTITY);
  }

  private List<IdentityInner> identities() throws IOException {
    AzureAccess owner =
        new AzureAccess(
            credential(LocalTenant.OWNER),
            http(),
            AzureEmulators.endpoint(AzureEmulators.ARM, settings),
            Optional.empty());
    return new ManagementClients(owner)
            .identities(CallerIdentity.LOCAL.subscriptionId())
            .getUserAssignedIdentities()
            .list()
            .stream()
            .toList();
  }

  private Failure unknown(String name, List<String> identities) {
    List<String> known = new ArrayList<>();
    try {
      directory().people().forEach(person -> known.add(person.name()));
      directory().applications().forEach(each -> known.add(each.principal().name()));
    } catch (IOException e) {
      return Failure.causedBy(
          e, "Cannot read the directory of the local stack: %s. Run ./quarterdeck local start.", e);
    }
    known.addAll(identities);
    return Failure.of(
        "Cannot sign in to the local stack as %s: found no such principal; expected one of %s. Use"
            + " one of these names.",
        name, String.join(", ", known));
  }

  /** Returns a client that trusts the certificate of the local stack. */
  public HttpClient http() {
    return AccessVariables.http(Optional.of(LoopbackCertificate.in(folder).pem()));
  }

  private URI imds() {
    return AzureEmulators.endpoint(AzureEmulators.IMDS, settings);
  }

  private Path tenant() {
    return folder.resolve(EntraEmulator.NAME);
  }

  private Path session(String person) {
    return folder.resolveSibling("sessions").resolve(person + ".json");
  }
}
