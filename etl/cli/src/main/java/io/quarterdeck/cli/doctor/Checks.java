package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
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
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** Creates the checks of a stack. */
final class Checks {
  static final String MANAGER_REACH = "resource manager";
  private static final String BLOB_REACH = "blob reach";
  private static final String VAULT_REACH = "key vault reach";
  private static final String DATABRICKS_REACH = "databricks reach";
  static final String EVERYBODY_REACHES =
      "It is reachable from the internet: check this machine's name servers and proxy (HTTPS_PROXY).";
  private static final Duration CONNECTION = Duration.ofSeconds(10);

  private final OutputValues outputs;
  private final AzureAccess access;
  private final ResourceManager manager;
  private final Web web;

  /** The PostgreSQL servers of the resource group, which two checks need. */
  private final Once<List<ArmAnswer>> servers;

  private Checks(ConnectedStack stack) {
    outputs = stack.outputs();
    access = stack.access();
    manager = new ResourceManager(access);
    web = new Web(access.http());
    servers =
        new Once<>(
            () -> manager.pages(FlexibleServer.collection(outputs), FlexibleServer.API_VERSION));
  }

  /** Returns the checks. Each check follows the checks that it needs. */
  static List<Check> of(ConnectedStack stack) {
    Checks checks = new Checks(stack);
    List<Check> all = new ArrayList<>(checks.identity());
    all.addAll(ResourceChecks.of(checks.outputs, checks.manager, checks.servers));
    all.addAll(checks.systems());
    all.addAll(checks.reach());
    all.addAll(checks.use(AzureStack.of(stack.outputs(), stack.access())));
    return all;
  }

  private List<Check> identity() {
    List<String> group = List.of(ResourceGroupCheck.NAME);
    return List.of(
        new EndpointCheck(MANAGER_REACH, access.resourceManager(), EVERYBODY_REACHES, web),
        new ClockCheck(List.of(MANAGER_REACH), access.resourceManager(), web, Clock.systemUTC()),
        new SignInCheck(access),
        new ResourceGroupCheck(List.of(MANAGER_REACH, SignInCheck.NAME), outputs, manager),
        new RightsCheck("rights to load", group, this::dataRights, manager),
        new ProvidersCheck(group, outputs::subscriptionId, manager));
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
    return ServiceLoader.load(SystemChecks.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(system -> outputs.systems().contains(system.system()))
        .sorted(Comparator.comparing(SystemChecks::system))
        .flatMap(system -> system.checks(outputs, manager).stream())
        .toList();
  }

  private List<Check> reach() {
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

  private Check reach(String name, String url, Service service) {
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
            List.of(ResourceChecks.POSTGRES_SERVER, PostgresSignInCheck.NAME),
            () -> FlexibleServer.find(outputs, servers.get(), manager),
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
