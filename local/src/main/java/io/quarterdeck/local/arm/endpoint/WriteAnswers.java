package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.requests.ResourceWrites.Written;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answers to writes: the status of each type, and the headers of asynchronous operations. The
 * work is done before the answer is sent, so that the first poll reports success.
 *
 * <p>Source of which operations are asynchronous, and of their statuses: {@code
 * x-ms-long-running-operation} and the responses in Azure/azure-rest-api-specs, as the clients of
 * Azure CLI 2.91.0 implement them.
 */
record WriteAnswers(Inventory inventory, Operations operations) {
  private static final String ACCOUNT = "Microsoft.Storage/storageAccounts";
  private static final String POSTGRES = "Microsoft.DBforPostgreSQL/";
  private static final String WATCHER = "Microsoft.Network/networkWatchers";

  /** Namespaces and types whose PUT and DELETE are asynchronous. */
  private static final Set<String> ASYNCHRONOUS =
      Set.of(
          "Microsoft.Network/",
          "Microsoft.Databricks/",
          POSTGRES,
          "Microsoft.OperationalInsights/workspaces");

  /** Types whose PUT answers 200 for a new resource, too. */
  private static final Set<String> ALWAYS_OK =
      Set.of(
          ACCOUNT + "/blobServices",
          ACCOUNT + "/managementPolicies",
          "Microsoft.KeyVault/vaults",
          "Microsoft.KeyVault/vaults/keys",
          "Microsoft.KeyVault/vaults/secrets",
          "Microsoft.Insights/metricAlerts",
          "Microsoft.Insights/diagnosticSettings");

  /** Types whose DELETE answers with the deleted resource. */
  private static final Set<String> SHOWN_WHEN_DELETED =
      Set.of("Microsoft.Authorization/roleAssignments", "Microsoft.Authorization/roleDefinitions");

  /** Where services have the status of an operation; elsewhere it is operationStatuses. */
  private static final Map<String, String> STATUS =
      Map.of(
          "Microsoft.Network", "operations",
          "Microsoft.DBforPostgreSQL", "azureAsyncOperation");

  /** The routes of the operations. Other classes have those of the operations that they start. */
  List<Route> routes() {
    String locations = "/subscriptions/{id}/providers/{namespace}/locations/{location}";
    return List.of(
        new Route("GET", locations + "/operations/{operation}", this::status),
        new Route("GET", locations + "/operationStatuses/{operation}", this::status),
        new Route("GET", locations + "/operationResults/{operation}", this::result),
        new Route("GET", locations + "/asyncoperations/{operation}", this::result),
        new Route("GET", "/subscriptions/{id}/operationresults/{operation}", this::result));
  }

  /** Returns the answer to a PUT. */
  Answer put(Call call, Written written) {
    ArmResource resource = written.resource();
    if (resource.type().equals(ACCOUNT) && written.created()) {
      return operations.start(
          locations(resource) + "/asyncoperations", version(call), resource::body);
    }
    boolean created = written.created() && !ALWAYS_OK.contains(resource.type());
    Answer answer = Answer.json(created ? 201 : 200, resource.body());
    return isAsynchronous(resource) ? tracked(call, answer, resource) : answer;
  }

  /** Returns the answer to a PATCH. */
  Answer patch(Call call, ArmResource resource) {
    return isAsynchronous(resource) && !isTagsOnly(resource)
        ? tracked(call, Answer.empty(202), resource)
        : Answer.json(resource.body());
  }

  /** A PATCH of most network resources changes only their tags, and is not asynchronous. */
  private static boolean isTagsOnly(ArmResource resource) {
    return (resource.type().startsWith("Microsoft.Network/")
            && !resource.type().startsWith("Microsoft.Network/privateDnsZones"))
        || resource.type().startsWith("Microsoft.OperationalInsights/");
  }

  /** Returns the answer to a DELETE. */
  Answer delete(Call call, Optional<ArmResource> deleted) {
    if (deleted.isEmpty()) {
      return Answer.empty(204);
    }
    ArmResource resource = deleted.get();
    if (Inventory.isGroup(resource)) {
      return operations.start(
          inventory.account().id() + "/operationresults", version(call), JsonObject::new);
    }
    if (isAsynchronous(resource) || resource.type().equals(WATCHER)) {
      return tracked(call, Answer.empty(202), resource);
    }
    return SHOWN_WHEN_DELETED.contains(resource.type())
        ? Answer.json(resource.body())
        : Answer.empty(200);
  }

  private static boolean isAsynchronous(ArmResource resource) {
    return ASYNCHRONOUS.stream().anyMatch(resource.type()::startsWith)
        && !resource.type().equals(WATCHER);
  }

  private Answer tracked(Call call, Answer answer, ArmResource resource) {
    String locations = locations(resource);
    return operations.complete(
        answer,
        locations + "/" + STATUS.getOrDefault(namespace(resource), "operationStatuses"),
        locations + "/operationResults",
        version(call),
        resource.body());
  }

  private String locations(ArmResource resource) {
    return inventory.account().id()
        + "/providers/"
        + namespace(resource)
        + "/locations/"
        + location(resource);
  }

  /** Children have no location of their own. */
  private static String location(ArmResource resource) {
    JsonElement location = resource.body().get("location");
    return location == null
        ? "global"
        : location.getAsString().replace(" ", "").toLowerCase(Locale.ROOT);
  }

  private static String namespace(ArmResource resource) {
    return resource.type().substring(0, resource.type().indexOf('/'));
  }

  private Answer status(Call call, List<String> path) {
    return found(path, operations.status(path.get(3)));
  }

  private Answer result(Call call, List<String> path) {
    return found(
        path,
        operations.result(
            call.pathText().substring(0, call.pathText().lastIndexOf('/')),
            path.get(path.size() - 1),
            version(call)));
  }

  private Answer found(List<String> path, Optional<Answer> answer) {
    inventory.checkSubscription(path.get(0));
    return answer.orElseThrow(() -> ArmErrors.operationNotFound(path.get(path.size() - 1)));
  }

  private static String version(Call call) {
    return call.query().get("api-version");
  }
}
