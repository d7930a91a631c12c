package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The routes that create, change and delete resource groups and resources.
 *
 * @param writes the entry of all writes
 */
record WriteRoutes(
    Inventory inventory, ResourceProviders providers, ResourceWrites writes, WriteAnswers answers) {
  private static final Set<String> METHODS = Set.of("PUT", "PATCH", "DELETE");
  private static final String GROUP = "/subscriptions/{id}/resourceGroups/{name}";
  private static final String INVALID = "InvalidRequestContent";

  List<Route> routes() {
    List<Route> routes = new ArrayList<>(answers.routes());
    routes.add(new Route("PUT", GROUP, (call, path) -> group(call, path.get(0))));
    routes.add(new Route("PATCH", GROUP, (call, path) -> group(call, path.get(0))));
    routes.add(new Route("DELETE", GROUP, (call, path) -> group(call, path.get(0))));
    return routes;
  }

  /** Returns whether this class answers a request for a resource. */
  static boolean isWrite(Call call, ResourcePath path) {
    return METHODS.contains(call.method())
        && !path.isCollection()
        && ResourceWrites.knows(path.type());
  }

  /** Answers a write of a resource. */
  Answer resource(Call call, ResourcePath path) {
    providers.check(path, call.query().get("api-version"));
    inventory.checkScope(path.segments());
    EntraPrincipal caller = Callers.of(call);
    return switch (call.method()) {
      case "PATCH" ->
          answers.patch(call, writes.patch(caller, inventory.resource(path), call.json(INVALID)));
      case "DELETE" -> answers.delete(call, writes.delete(caller, path.type(), path.id()));
      default -> answers.put(call, writes.put(caller, path.type(), path.id(), call.json(INVALID)));
    };
  }

  private Answer group(Call call, String subscription) {
    providers.check("resourceGroups", call.query().get("api-version"));
    inventory.checkSubscription(subscription);
    String id = call.pathText();
    EntraPrincipal caller = Callers.of(call);
    if (call.method().equals("PUT")) {
      return answers.put(call, writes.put(caller, Inventory.GROUP_TYPE, id, call.json(INVALID)));
    }
    ArmResource existing = inventory.group(call.path().get(3));
    return call.method().equals("PATCH")
        ? answers.patch(call, writes.patch(caller, existing, call.json(INVALID)))
        : answers.delete(call, writes.delete(caller, Inventory.GROUP_TYPE, existing.id()));
  }
}
