package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Pages;
import io.quarterdeck.local.http.Route;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The routes of resource groups.
 *
 * @param endpoint the endpoint of this server
 */
record GroupRoutes(
    Inventory inventory, ReadableResources readable, ResourceProviders providers, URI endpoint) {
  private static final String GROUP = "/subscriptions/{id}/resourceGroups/{name}";

  List<Route> routes() {
    return List.of(
        new Route("GET", "/subscriptions/{id}/resourceGroups", this::list),
        new Route("GET", GROUP, (call, path) -> Answer.json(group(call, path).body())),
        new Route("HEAD", GROUP, this::exists));
  }

  private Answer list(Call call, List<String> path) {
    check(call, path);
    List<ArmResource> groups =
        readable
            .of(call, inventory.account().id(), ReadableResources.GROUP_READ, inventory.groups())
            .stream()
            .filter(ResourceFilter.of(Optional.ofNullable(call.query().get("$filter"))))
            .toList();
    return new Pages(endpoint, call, ResourceRoutes.PAGE)
        .of(groups, each -> each.id().toLowerCase(Locale.ROOT), ArmResource::body);
  }

  private Answer exists(Call call, List<String> path) {
    group(call, path);
    return Answer.empty(204);
  }

  private ArmResource group(Call call, List<String> path) {
    check(call, path);
    return inventory.group(path.get(1));
  }

  private void check(Call call, List<String> path) {
    providers.check("resourceGroups", call.query().get("api-version"));
    inventory.checkSubscription(path.get(0));
  }
}
