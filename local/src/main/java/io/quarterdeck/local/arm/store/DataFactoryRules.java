package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules of Data Factory. The table in docs/local-stack.md names their sources. The texts are
 * not published.
 */
final class DataFactoryRules {
  private static final String FLEXIBLE_SERVER = "Microsoft.DBforPostgreSQL/flexibleServers";
  private static final String REPOSITORY = "properties.repoConfiguration";

  private static final Set<String> ANY_REPOSITORY =
      Set.of(
          "type",
          "accountName",
          "repositoryName",
          "collaborationBranch",
          "rootFolder",
          "lastCommitId",
          "disablePublish");

  /** The properties that only one kind of repository has. */
  private static final Map<String, Set<String>> REPOSITORIES =
      Map.of(
          "FactoryGitHubConfiguration", Set.of("hostName", "clientId", "clientSecret"),
          "FactoryVSTSConfiguration", Set.of("projectName", "tenantId"));

  private final ArmResources resources;

  DataFactoryRules(ArmResources resources) {
    this.resources = resources;
  }

  void check(ArmRequest request, Optional<ArmResource> existing) {
    switch (request.type().azureType()) {
      case "Microsoft.DataFactory/factories" -> repository(request.body());
      case "Microsoft.DataFactory/factories/integrationRuntimes" -> runtime(request, existing);
      default -> endpoint(request.body());
    }
  }

  private static void repository(Map<String, Object> body) {
    if (BodyValues.at(body, REPOSITORY).isEmpty()) {
      return;
    }
    String kind = BodyValues.text(body, REPOSITORY + ".type");
    Set<String> own = REPOSITORIES.get(kind);
    if (own == null) {
      throw refusal("The type '%s' of the repository configuration is invalid.".formatted(kind));
    }
    Set<String> surplus =
        new TreeSet<>(JsonMaps.copy(BodyValues.at(body, REPOSITORY).orElseThrow()).keySet());
    surplus.removeAll(ANY_REPOSITORY);
    surplus.removeAll(own);
    if (!surplus.isEmpty()) {
      throw refusal("The %s has no property '%s'.".formatted(kind, surplus.iterator().next()));
    }
    if (kind.equals("FactoryVSTSConfiguration")
        && BodyValues.text(body, REPOSITORY + ".projectName").isEmpty()) {
      throw refusal("The projectName of a FactoryVSTSConfiguration is required.");
    }
  }

  private void runtime(ArmRequest request, Optional<ArmResource> existing) {
    String kind = BodyValues.text(request.body(), "properties.type");
    if (!kind.equals("Managed")) {
      throw refusal("The type '%s' of an integration runtime is not supported.".formatted(kind));
    }
    String network = network(request.body());
    if (existing.isPresent() && !network(JsonMaps.map(existing.get().body())).equals(network)) {
      throw refusal(
          "An existing integration runtime cannot be moved into a managed virtual network or out of"
              + " it.");
    }
    String factory = ResourceIds.parent(request.id()).orElseThrow();
    if (!network.isEmpty()
        && resources.find(factory + "/managedVirtualNetworks/" + network).isEmpty()) {
      throw refusal("The managed virtual network '%s' was not found.".formatted(network));
    }
  }

  private static String network(Map<String, Object> runtime) {
    return BodyValues.text(runtime, "properties.managedVirtualNetwork.referenceName");
  }

  /** The resources of other subscriptions are not known here. */
  private void endpoint(Map<String, Object> body) {
    String target = BodyValues.text(body, "properties.privateLinkResourceId");
    if (!ResourceIds.type(target).equalsIgnoreCase(FLEXIBLE_SERVER)) {
      return;
    }
    resources
        .find(target)
        .filter(
            server ->
                !BodyValues.text(server, "properties.network.delegatedSubnetResourceId").isEmpty())
        .ifPresent(
            server -> {
              throw refusal(
                  "Private endpoints cannot be created for servers that have private access"
                      + " (virtual network integration).");
            });
  }

  private static ApiError refusal(String message) {
    return ApiError.of(400, "BadRequest", message);
  }
}
