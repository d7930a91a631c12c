package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Pages;
import io.quarterdeck.local.http.Route;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The routes of resources: by id, by type within a scope, and all resources of a group or of the
 * subscription.
 */
final class ResourceRoutes {
  /**
   * Azure returns up to 1000 items on a page. This page is smaller, so that tests detect clients
   * that ignore nextLink.
   */
  static final int PAGE = 25;

  private static final String READ_ALL = "Microsoft.Resources/subscriptions/resources/read";

  /** The fields that a list of resources of all types contains. Properties are not included. */
  private static final Set<String> SHOWN =
      Set.of(
          "id",
          "name",
          "type",
          "location",
          "tags",
          "kind",
          "sku",
          "identity",
          "managedBy",
          "zones",
          "plan");

  private final Inventory inventory;
  private final ReadableResources readable;
  private final ResourceProviders providers;
  private final URI endpoint;

  ResourceRoutes(
      Inventory inventory, ReadableResources readable, ResourceProviders providers, URI endpoint) {
    this.inventory = inventory;
    this.readable = readable;
    this.providers = providers;
    this.endpoint = endpoint;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/subscriptions/{id}/resources", this::all),
        new Route("GET", "/subscriptions/{id}/resourceGroups/{name}/resources", this::all));
  }

  /** Answers requests that match no other route. */
  Answer answer(Call call) {
    Optional<ResourcePath> found = ResourcePath.of(call.path());
    if (found.isEmpty()) {
      inventory.checkScope(call.path());
      throw ArmErrors.unknown(call);
    }
    ResourcePath path = found.get();
    providers.check(path, call.query().get("api-version"));
    if (call.method().equals("GET")) {
      return path.isCollection()
          ? list(call, inventory.members(path))
          : Answer.json(inventory.resource(path).body());
    }
    if (call.method().equals("HEAD") && !path.isCollection()) {
      inventory.resource(path);
      return Answer.empty(204);
    }
    throw ArmErrors.methodNotAllowed(call.method());
  }

  private Answer list(Call call, List<ArmResource> resources) {
    return new Pages(endpoint, call, PAGE).of(resources, ResourceRoutes::key, ArmResource::body);
  }

  private Answer all(Call call, List<String> path) {
    providers.check("resources", call.query().get("api-version"));
    inventory.checkScope(call.path());
    String within =
        "/" + String.join("/", call.path().subList(0, call.path().size() - 1)) + "/providers/";
    List<ArmResource> found =
        inventory.resources().list().stream()
            .filter(each -> !Inventory.isGroup(each) && each.body().has("location"))
            .filter(
                each -> key(each).startsWith(within.toLowerCase(Locale.ROOT)) || path.size() == 1)
            .filter(ResourceFilter.of(Optional.ofNullable(call.query().get("$filter"))))
            .toList();
    String scope = "/" + String.join("/", call.path().subList(0, call.path().size() - 1));
    return new Pages(endpoint, call, size(call))
        .of(readable.of(call, scope, READ_ALL, found), ResourceRoutes::key, ResourceRoutes::shown);
  }

  private static int size(Call call) {
    String top = call.query().getOrDefault("$top", Integer.toString(PAGE));
    if (!top.matches("[1-9]\\d{0,3}")) {
      throw ArmErrors.invalidParameter("$top", top);
    }
    return Math.min(Integer.parseInt(top), PAGE);
  }

  private static String key(ArmResource resource) {
    return resource.id().toLowerCase(Locale.ROOT);
  }

  private static JsonObject shown(ArmResource resource) {
    JsonObject json = new JsonObject();
    resource.body().entrySet().stream()
        .filter(field -> SHOWN.contains(field.getKey()))
        .forEach(field -> json.add(field.getKey(), field.getValue()));
    return json;
  }
}
