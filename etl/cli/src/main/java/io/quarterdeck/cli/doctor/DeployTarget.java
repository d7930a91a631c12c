package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ServerInner;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import com.azure.resourcemanager.resources.models.Subscription;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.server.RegionCapabilities;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where {@code pulumi up} creates or changes the resources of a stack, and what exists there. Each
 * request is sent once. Thread-safe.
 */
final class DeployTarget {
  /** The signed-in account can deploy, but has no right to read what a check needs. */
  static final class NotPermitted extends Failure {
    private static final long serialVersionUID = 1L;

    private NotPermitted(String error, HttpResponseException cause) {
      super(error, cause);
    }

    /** Returns the result of the check. */
    Finding finding() {
      return Finding.warning(
          "it cannot be read: " + getMessage(), "Ask for the role Reader on the subscription.");
    }
  }

  private final StackSettings settings;
  private final ManagementClients clients;
  private final Map<String, String> environment;
  private final Once<String> subscriptionId = new Once<>(this::findSubscription);
  private final Once<List<ResourceGroupInner>> groups = new Once<>(this::findGroups);
  private final Once<Optional<ServerInner>> server = new Once<>(this::findServer);
  private final Once<Optional<GenericResourceInner>> workspace = new Once<>(this::findWorkspace);
  private final Once<List<GenericResourceInner>> accounts = new Once<>(this::findAccounts);
  private final Once<Optional<GenericResourceInner>> network = new Once<>(this::findNetwork);
  private final Once<RegionCapabilities> capabilities = new Once<>(this::readCapabilities);

  /**
   * Creates the target without sending a request.
   *
   * @param environment the environment variables
   */
  DeployTarget(StackSettings settings, ManagementClients clients, Map<String, String> environment) {
    this.settings = settings;
    this.clients = clients;
    this.environment = Map.copyOf(environment);
  }

  StackSettings settings() {
    return settings;
  }

  String location() {
    return settings.value("location");
  }

  /**
   * Returns the subscription's id: from the settings, from the variable that Pulumi's provider
   * reads, or the only subscription of the signed-in account.
   *
   * @throws Failure if none of these names it
   */
  String subscriptionId() {
    return subscriptionId.get();
  }

  /**
   * Reads the subscription.
   *
   * @throws HttpResponseException if Azure refuses the request
   */
  void readSubscription() {
    clients.subscriptions().getById(subscriptionId());
  }

  /** Returns the resource groups that the environment has, in any region. */
  List<ResourceGroupInner> environmentGroups() {
    return groups.get();
  }

  /** Returns the resource group of the environment in the region of the settings. */
  Optional<ResourceGroupInner> group() {
    return environmentGroups().stream()
        .filter(group -> location().equalsIgnoreCase(group.location()))
        .findFirst();
  }

  /** Returns the PostgreSQL server of the environment, if it exists. */
  Optional<ServerInner> server() {
    return server.get();
  }

  /** Returns the Databricks workspace of the environment, if it exists. */
  Optional<GenericResourceInner> workspace() {
    return workspace.get();
  }

  /** Returns the storage accounts of the environment: the lake and the log store. */
  List<GenericResourceInner> accounts() {
    return accounts.get();
  }

  /** Returns the network of the environment, with its subnets, if it exists. */
  Optional<GenericResourceInner> network() {
    return network.get();
  }

  /**
   * Returns what PostgreSQL offers in the region of the settings.
   *
   * @throws NotPermitted if the account may not read it
   * @throws Failure if it cannot be read
   */
  RegionCapabilities capabilities() {
    return capabilities.get();
  }

  private String findSubscription() {
    return Stream.of(
            settings.value("subscriptionId"),
            settings.value("azure-native:subscriptionId"),
            environment.getOrDefault("ARM_SUBSCRIPTION_ID", ""))
        .filter(Predicate.not(String::isBlank))
        .findFirst()
        .orElseGet(this::onlySubscription);
  }

  private String onlySubscription() {
    List<Subscription> visible =
        read("the subscriptions", () -> clients.subscriptions().list().stream().toList());
    if (visible.size() != 1) {
      throw Failure.of(
          "Cannot check the deployment of %s: found %d subscriptions of the signed-in account;"
              + " expected one, or a setting that names it. Run: pulumi config set"
              + " azure-native:subscriptionId SUBSCRIPTION --stack %s",
          settings.stack(), visible.size(), settings.stack());
    }
    return visible.get(0).subscriptionId();
  }

  /** The names are those of the Pulumi program: rg-WORKLOAD-ENVIRONMENT-REGION-HASH. */
  private List<ResourceGroupInner> findGroups() {
    Pattern name =
        Pattern.compile(
            "rg-%s-%s-[a-z][a-z0-9]{2}-[0-9a-f]{5}"
                .formatted(
                    Pattern.quote(settings.value("workload")),
                    Pattern.quote(settings.value("environment"))));
    return read(
        "the resource groups",
        () ->
            clients.resources(subscriptionId()).getResourceGroups().list().stream()
                .filter(group -> name.matcher(group.name()).matches())
                .toList());
  }

  /** Returns the first server in the group; the environment has only one. */
  private Optional<ServerInner> findServer() {
    return group()
        .flatMap(
            group ->
                read(
                    "the PostgreSQL servers",
                    () ->
                        clients
                            .postgres(subscriptionId())
                            .getServers()
                            .listByResourceGroup(group.name())
                            .stream()
                            .findFirst()));
  }

  /** Returns the first workspace in the group; the environment has only one. */
  private Optional<GenericResourceInner> findWorkspace() {
    return inGroup("the Databricks workspaces", group -> group.workspaces().toList()).stream()
        .findFirst();
  }

  private List<GenericResourceInner> findAccounts() {
    return inGroup("the storage accounts", group -> List.copyOf(group.accounts().toList()));
  }

  /** Returns the first network in the group; the environment has only one. */
  private Optional<GenericResourceInner> findNetwork() {
    return inGroup("the virtual networks", group -> group.networks().toList()).stream().findFirst();
  }

  private List<GenericResourceInner> inGroup(
      String what, Function<GroupResources, List<GenericResourceInner>> request) {
    return group()
        .map(group -> new GroupResources(subscriptionId(), group.name(), clients))
        .map(group -> read(what, () -> request.apply(group)))
        .orElseGet(List::of);
  }

  private RegionCapabilities readCapabilities() {
    return read(
        "what PostgreSQL offers in " + location(),
        () -> RegionCapabilities.read(subscriptionId(), location(), clients));
  }

  private <T> T read(String what, Supplier<T> request) {
    try {
      return request.get();
    } catch (HttpResponseException e) {
      AzureError error = AzureError.of(e);
      if (error.status() == 403) {
        throw new NotPermitted(error.text(), e);
      }
      throw Failure.causedBy(
          e,
          "Cannot read %s for the deployment of %s: %s; expected an answer. Fix the error that"
              + " Azure reports, then run this again.",
          what,
          settings.stack(),
          error.text());
    }
  }
}
