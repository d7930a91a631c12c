package io.quarterdeck.local.state;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.blob.Azurite;
import io.quarterdeck.local.blob.BlobEmulator;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.entra.Application;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.EntraEmulator;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.ImdsEmulator;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.Person;
import io.quarterdeck.local.entra.Tenant;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.keyvault.KeyVaultEmulator;
import io.quarterdeck.local.keyvault.Vaults;
import io.quarterdeck.local.names.AzureNamesProxy;
import io.quarterdeck.local.platform.ArmVaults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What setup/subscription creates for Pulumi, with the services that the CLI uses: the account and
 * the container of the state, the vault and the keys of the stacks.
 */
final class StateServices implements AutoCloseable {
  static final String GROUP = TestRoles.SUBSCRIPTION + "/resourceGroups/rg-pulumi";
  static final String ACCOUNT =
      GROUP + "/providers/Microsoft.Storage/storageAccounts/qdeckstate000000000001";
  static final String VAULT = GROUP + "/providers/Microsoft.KeyVault/vaults/qdeckkeys000000000001";
  static final List<String> STACKS = List.of("dev", "prod");

  private static final String LOCATION = "swedencentral";
  private static final String KEY =
      Base64.getEncoder().encodeToString("the key of this test".getBytes(StandardCharsets.UTF_8));

  private final Tenant tenant = TestTenant.open(Clock.systemUTC());
  private final List<Emulator.Running> running = new ArrayList<>();
  private final ControlPlane plane;
  private final LocalBlob azurite;
  private final Map<String, String> shell = new TreeMap<>();
  private final String imds;

  StateServices(Path folder) throws Exception {
    plane =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    azurite =
        new LocalBlob(folder.resolve("azurite"), Folders.current(), folder.resolve("azurite.log"));
    int blobs = Ports.free();
    LoopbackCertificate certificate = LoopbackCertificate.in(folder);
    EmulatorContext context = new EmulatorContext(folder, 0, certificate.tls());
    Emulator.Running entra = started(new EntraEmulator(tenant), context);
    imds = started(new ImdsEmulator(tenant), context).endpoint().toString();
    Authority authority = Authority.at(entra.endpoint(), tenant.tokens());
    ArmVaults vaults = new ArmVaults(plane.resources(), plane::created);
    Emulator.Running keyVault =
        started(
            new KeyVaultEmulator(
                Vaults.open(folder.resolve("vaults")), vaults, authority, plane.roles()),
            context);
    Emulator.Running blob =
        started(
            new BlobEmulator(plane.resources(), authority, plane.roles(), new Azurite(blobs, KEY)),
            context);
    Emulator.Running proxy =
        started(new AzureNamesProxy(name -> destination(name, keyVault, entra)), context);
    createResources(vaults);
    azurite.start(blobs, KEY);
    shell.put("AZURE_AUTHORITY_HOST", entra.endpoint() + "/");
    shell.put("AZURE_TENANT_ID", LocalTenant.ID);
    shell.put("AZURE_STORAGE_DOMAIN", blob.endpoint().getAuthority());
    shell.put("HTTPS_PROXY", proxy.endpoint().toString());
    shell.put("NO_PROXY", Ports.LOOPBACK);
    shell.put("SSL_CERT_FILE", certificate.pem().toString());
    shell.put("PULUMI_BACKEND_URL", "azblob://state?storage_account=" + name(ACCOUNT));
  }

  private Emulator.Running started(Emulator emulator, EmulatorContext context) throws IOException {
    Emulator.Running each = emulator.start(context);
    running.add(0, each);
    return each;
  }

  private static Optional<InetSocketAddress> destination(
      String name, Emulator.Running keyVault, Emulator.Running entra) {
    Optional<Emulator.Running> found =
        name.endsWith(".vault.azure.net")
            ? Optional.of(keyVault)
            : Optional.of(entra).filter(any -> name.equals(EntraEmulator.HOST));
    return found.map(
        each -> new InetSocketAddress(InetAddress.getLoopbackAddress(), each.endpoint().getPort()));
  }

  private void createResources(ArmVaults vaults) {
    create("Microsoft.Resources/resourceGroups", GROUP, Map.of("location", LOCATION));
    create(
        "Microsoft.Storage/storageAccounts",
        ACCOUNT,
        Map.of(
            "location",
            LOCATION,
            "kind",
            "StorageV2",
            "sku",
            Map.of("name", "Standard_GZRS"),
            "properties",
            Map.of("allowSharedKeyAccess", false)));
    create(
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        ACCOUNT + "/blobServices/default/containers/state",
        Map.of("properties", Map.of()));
    create(
        "Microsoft.KeyVault/vaults",
        VAULT,
        Map.of(
            "location",
            LOCATION,
            "properties",
            Map.of(
                "tenantId",
                LocalTenant.ID,
                "enableRbacAuthorization",
                true,
                "sku",
                Map.of("family", "A", "name", "standard"))));
    for (String stack : STACKS) {
      vaults.addKey(vaults.find(name(VAULT)).orElseThrow(), "pulumi-" + stack, 3072);
    }
  }

  private void create(String type, String id, Map<String, Object> body) {
    ArmType found =
        ArmTypes.all().stream()
            .filter(each -> each.azureType().equals(type))
            .findFirst()
            .orElseThrow();
    plane.put(LocalTenant.owner(), new ArmRequest(found, id, body));
  }

  ControlPlane plane() {
    return plane;
  }

  static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** Returns the provider of secrets of a stack. */
  static String secrets(String stack) {
    return "azurekeyvault://%s.vault.azure.net/keys/pulumi-%s".formatted(name(VAULT), stack);
  }

  EntraPrincipal principal(String name) throws IOException {
    Optional<Person> person = person(name);
    return person.isPresent()
        ? person.get().principal()
        : application(name).map(Application::principal).orElseThrow();
  }

  /** Returns the variables of a shell that is signed in as a principal. */
  Map<String, String> shell(String name) throws IOException {
    Map<String, String> variables = new TreeMap<>(shell);
    Optional<Person> person = person(name);
    if (person.isPresent()) {
      variables.put("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential");
      variables.put("MSI_ENDPOINT", imds + ImdsEmulator.shellPath(person.get()));
      variables.put("AZURE_CLIENT_ID", "");
      variables.put("AZURE_FEDERATED_TOKEN_FILE", "");
    } else {
      variables.put("AZURE_TOKEN_CREDENTIALS", "WorkloadIdentityCredential");
      variables.put("MSI_ENDPOINT", "");
      variables.put("AZURE_CLIENT_ID", principal(name).clientId().orElseThrow());
      variables.put(
          "AZURE_FEDERATED_TOKEN_FILE", Tenant.assertion(tenant.folder(), name).toString());
    }
    return variables;
  }

  private Optional<Person> person(String name) throws IOException {
    return tenant.directory().person(name);
  }

  private Optional<Application> application(String name) throws IOException {
    return tenant.directory().applications().stream()
        .filter(each -> each.principal().name().equals(name))
        .findFirst();
  }

  @Override
  public void close() {
    running.forEach(Emulator.Running::close);
    azurite.stop();
  }
}
