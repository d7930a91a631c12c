package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ServerInner;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.server.FlexibleServer;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.doctor.CallerNetwork.Service;
import io.quarterdeck.cli.doctor.RightsCheck.Needed;
import io.quarterdeck.contract.PostgresAuth;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Creates the checks of a stack. */
final class Checks {
  static final String MANAGER_REACH = "resource manager";
  private static final String BLOB_REACH = "blob reach";
  private static final String VAULT_REACH = "key vault reach";
  private static final String DATABRICKS_REACH = "databricks reach";
  static final String EVERYBODY_REACHES =
      "It is reachable from the internet: check this machine's name servers and proxy"
          + " (HTTPS_PROXY).";
  private static final Duration CONNECTION = Duration.ofSeconds(10);

  private final OutputValues outputs;
  private final AzureAccess access;
  private final ManagementClients clients;
  private final Web web;

  /** The PostgreSQL servers of the resource group, which two checks need. */
  private final Once<List<ServerInner>> servers;

  private Checks(ConnectedStack stack) {
    outputs = stack.outputs();
    access = stack.access();
    clients = new ManagementClients(access);
    web = new Web(access.http());
    servers = new Once<>(() -> FlexibleServer.list(outputs, clients));
  }

  /** Returns the checks. Each check follows the checks that it needs. */
  static List<Check> of(ConnectedStack stack) {
    Checks checks = new Checks(stack);
    List<Check> all = new ArrayList<>(checks.identity());
    all.addAll(ResourceChecks.of(checks.outputs, checks.clients, checks.servers));
    all.addAll(checks.systems());
    all.addAll(checks.reach());
    Stack use = AzureStack.of(stack);
    all.addAll(checks.use(use));
    List<SystemChecks> systems = SystemChecks.of(checks.outputs.systems());
    systems.forEach(system -> all.addAll(system.workspace(stack)));
    systems.forEach(system -> all.addAll(system.results(checks.outputs, use)));
    return all;
  }

  private List<Check> identity() {
    List<String> group = List.of(ResourceGroupCheck.NAME);
    return List.of(
        new EndpointCheck(MANAGER_REACH, access.resourceManager(), EVERYBODY_REACHES, web),
        new ClockCheck(List.of(MANAGER_REACH), access.resourceManager(), web, Clock.systemUTC()),
        new SignInCheck(access),
        new ResourceGroupCheck(List.of(MANAGER_REACH, SignInCheck.NAME), outputs, clients),
        new RightsCheck("rights to load", group, this::dataRights, clients),
        new ProvidersCheck(outputs.systems(), List.of(), group, outputs::subscriptionId, clients));
  }

  private List<Needed> dataRights() {
    List<Needed> needed = new ArrayList<>();
    if (access.storageKey().isEmpty()) {
      needed.add(new Needed(Right.BLOB_DATA, outputs.storageAccountId()));
    }
    if (outputs.postgres().auth() == PostgresAuth.PASSWORD) {
      needed.add(new Needed(Right.SECRET, outputs.keyVault().id()));
    }
    return needed;
  }

  private List<Check> systems() {
    return SystemChecks.of(outputs.systems()).stream()
        .flatMap(system -> system.checks(outputs, clients).stream())
        .toList();
  }

  private List<Check> reach() {
    List<NetworkCheck> services = services();
    List<Check> all = new ArrayList<>(services);
    all.add(new PathCheck(services, outputs, new Once<>(this::paths)));
    return all;
  }

  private StackPaths paths() {
    boolean privateOnly =
        servers.get().stream()
            .anyMatch(
                server ->
                    server.network() != null
                        && server.network().delegatedSubnetResourceId() != null);
    return StackPaths.read(
        new GroupResources(outputs.subscriptionId(), outputs.resourceGroup(), clients),
        privateOnly);
  }

  private List<NetworkCheck> services() {
    return List.of(
        reach(BLOB_REACH, outputs.lake().blobEndpoint(), Service.BLOB),
        reach(VAULT_REACH, outputs.keyVault().uri(), Service.KEY_VAULT),
        reach(DATABRICKS_REACH, outputs.databricks().url(), Service.DATABRICKS),
        new NetworkCheck(
            new PostgresReachCheck(
                outputs.postgres().host(), outputs.postgres().port(), CONNECTION),
            Service.POSTGRES,
            outputs));
  }

  private NetworkCheck reach(String name, String url, Service service) {
    return new NetworkCheck(
        new EndpointCheck(name, URI.create(url), Unreachable.INSIDE, web), service, outputs);
  }

  private List<Check> use(Stack stack) {
    boolean password = outputs.postgres().auth() == PostgresAuth.PASSWORD;
    return List.of(
        new BlobCheck(List.of(BLOB_REACH, SignInCheck.NAME), stack.blob(), access),
        password ? secret() : new NoSecret(),
        new PostgresSignInCheck(
            List.of(PostgresReachCheck.NAME, password ? SecretCheck.NAME : SignInCheck.NAME),
            outputs.postgres().host(),
            stack.postgres()),
        new AuditCheck(
            List.of(PostgresServerCheck.NAME, PostgresSignInCheck.NAME),
            () -> FlexibleServer.find(outputs, servers.get(), clients),
            stack.postgres(),
            outputs.postgres().database()),
        new DatabricksCheck(
            List.of(DATABRICKS_REACH, SignInCheck.NAME), outputs.databricks().url(), access, web));
  }

  private Check secret() {
    return new SecretCheck(
        List.of(VAULT_REACH, SignInCheck.NAME),
        new VaultSecrets(outputs.keyVault(), access),
        outputs.postgres().passwordSecret());
  }
}
