package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.server.FlexibleServer;
import io.quarterdeck.azure.server.RegionCapabilities;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.loader.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where {@code pulumi up} creates or changes the resources of a stack, and what exists there. Each
 * request is sent once. Thread-safe.
 */
final class DeployTarget {
  private static final String SUBSCRIPTIONS_VERSION =
      ApiVersions.of("Microsoft.Resources/subscriptions").version();
  private static final String GROUPS_VERSION =
      ApiVersions.of("azure-native:resources:ResourceGroup").version();

  /** The signed-in account can deploy, but has no right to read what a check needs. */
  static final class NotPermitted extends Failure {
    private static final long serialVersionUID = 1L;

    private NotPermitted(String error) {
      super(error);
    }

    /** Returns the result of the check. */
    Finding finding() {
      return Finding.warning(
          "it cannot be read: " + getMessage(), "Ask for the role Reader on the subscription.");
    }
  }

  private final StackSettings settings;
  private final ResourceManager manager;
  private final Map<String, String> environment;
  private final Once<String> subscriptionId = new Once<>(this::findSubscription);
  private final Once<List<ArmAnswer>> groups = new Once<>(this::findGroups);
  private final Once<Optional<ArmAnswer>> server = new Once<>(this::findServer);
  private final Once<Optional<ArmAnswer>> workspace = new Once<>(this::findWorkspace);
  private final Once<List<ArmAnswer>> accounts = new Once<>(this::findAccounts);
  private final Once<List<ArmAnswer>> subnets = new Once<>(this::findSubnets);
  private final Once<RegionCapabilities> capabilities = new Once<>(this::readCapabilities);

  /**
   * Creates the target without sending a request.
   *
   * @param environment the environment variables
   */
  DeployTarget(StackSettings settings, ResourceManager manager, Map<String, String> environment) {
    this.settings = settings;
    this.manager = manager;
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

  /** Reads the subscription. */
  ArmAnswer subscription() {
    return manager.get("/subscriptions/" + subscriptionId(), SUBSCRIPTIONS_VERSION);
  }

  /** Returns the resource groups that the environment has, in any region. */
  List<ArmAnswer> environmentGroups() {
    return groups.get();
  }

  /** Returns the resource group of the environment in the region of the settings. */
  Optional<ArmAnswer> group() {
    return environmentGroups().stream()
        .filter(group -> group.text("location").filter(location()::equalsIgnoreCase).isPresent())
        .findFirst();
  }

  /** Returns the PostgreSQL server of the environment, if it exists. */
  Optional<ArmAnswer> server() {
    return server.get();
  }

  /** Returns the Databricks workspace of the environment, if it exists. */
  Optional<ArmAnswer> workspace() {
    return workspace.get();
  }

  /** Returns the storage accounts of the environment: the lake and the log store. */
  List<ArmAnswer> accounts() {
    return accounts.get();
  }

  /** Returns the subnets of the environment's network; empty if it does not exist. */
  List<ArmAnswer> subnets() {
    return subnets.get();
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
    List<ArmAnswer> visible = list("/subscriptions", SUBSCRIPTIONS_VERSION, "the subscriptions");
    if (visible.size() != 1) {
      throw Failure.of(
          "Cannot check the deployment of %s: found %d subscriptions of the signed-in account;"
              + " expected one, or a setting that names it. Run: pulumi config set"
              + " azure-native:subscriptionId SUBSCRIPTION --stack %s",
          settings.stack(), visible.size(), settings.stack());
    }
    return visible.get(0).text("subscriptionId").orElseThrow();
  }

  /** The names are those of the Pulumi program: rg-WORKLOAD-ENVIRONMENT-REGION-HASH. */
  private List<ArmAnswer> findGroups() {
    Pattern name =
        Pattern.compile(
            "rg-%s-%s-[a-z][a-z0-9]{2}-[0-9a-f]{5}"
                .formatted(
                    Pattern.quote(settings.value("workload")),
                    Pattern.quote(settings.value("environment"))));
    return list(
            "/subscriptions/" + subscriptionId() + "/resourceGroups",
            GROUPS_VERSION,
            "the resource groups")
        .stream()
        .filter(group -> group.text("name").filter(name.asMatchPredicate()).isPresent())
        .toList();
  }

  private Optional<ArmAnswer> findServer() {
    return first(FlexibleServer::collection, FlexibleServer.API_VERSION, "the PostgreSQL servers");
  }

  private Optional<ArmAnswer> findWorkspace() {
    return first(
        group -> group + "/providers/Microsoft.Databricks/workspaces",
        ApiVersions.of("azure-native:databricks:Workspace").version(),
        "the Databricks workspaces");
  }

  private List<ArmAnswer> findAccounts() {
    return inGroup(
        group -> group + "/providers/Microsoft.Storage/storageAccounts",
        ApiVersions.of("azure-native:storage:StorageAccount").version(),
        "the storage accounts");
  }

  private List<ArmAnswer> findSubnets() {
    return first(
            group -> group + "/providers/Microsoft.Network/virtualNetworks",
            ApiVersions.of("azure-native:network:VirtualNetwork").version(),
            "the virtual networks")
        .flatMap(network -> network.text("id"))
        .map(
            id ->
                list(
                    id + "/subnets",
                    ApiVersions.of("azure-native:network:Subnet").version(),
                    "the subnets"))
        .orElseGet(List::of);
  }

  /** Returns the first resource of a type in the group; the environment has only one. */
  private Optional<ArmAnswer> first(UnaryOperator<String> collection, String version, String what) {
    return inGroup(collection, version, what).stream().findFirst();
  }

  private List<ArmAnswer> inGroup(UnaryOperator<String> collection, String version, String what) {
    return group()
        .flatMap(group -> group.text("id"))
        .map(id -> list(collection.apply(id), version, what))
        .orElseGet(List::of);
  }

  private RegionCapabilities readCapabilities() {
    return new RegionCapabilities(
        succeeded(
            RegionCapabilities.read(subscriptionId(), location(), manager),
            "what PostgreSQL offers in " + location()));
  }

  private List<ArmAnswer> list(String path, String version, String what) {
    return succeeded(manager.pages(path, version), what).stream()
        .flatMap(page -> page.values().stream())
        .toList();
  }

  private List<ArmAnswer> succeeded(List<ArmAnswer> pages, String what) {
    ArmAnswer last = pages.get(pages.size() - 1);
    if (last.status() == 403) {
      throw new NotPermitted(last.error());
    }
    if (!last.succeeded()) {
      throw Failure.of(
          "Cannot read %s for the deployment of %s: %s; expected an answer. Fix the error that"
              + " Azure reports, then run this again.",
          what, settings.stack(), last.error());
    }
    return pages;
  }
}
