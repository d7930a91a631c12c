package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The restart of a PostgreSQL flexible server: an asynchronous operation with the headers and
 * responses of "Servers - Restart" in Azure's REST reference
 * (/rest/api/postgresql/servers/restart).
 *
 * @param restart restarts the server with this resource id for a caller
 */
record FlexibleServerRoutes(
    Inventory inventory,
    ResourceProviders providers,
    Operations operations,
    BiConsumer<EntraPrincipal, String> restart) {
  private static final String NAMESPACE = "Microsoft.DBforPostgreSQL";
  private static final String LOCATIONS =
      "/subscriptions/{id}/providers/" + NAMESPACE + "/locations/{location}";

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            "/subscriptions/{id}/resourceGroups/{group}/providers/"
                + NAMESPACE
                + "/flexibleServers/{name}/restart",
            this::restart),
        new Route("GET", LOCATIONS + "/azureAsyncOperation/{operation}", this::status),
        new Route("GET", LOCATIONS + "/operationResults/{operation}", this::result));
  }

  private Answer restart(Call call, List<String> path) {
    String version = call.query().get("api-version");
    ResourcePath server =
        ResourcePath.of(call.path().subList(0, call.path().size() - 1)).orElseThrow();
    providers.check(server, version);
    JsonObject found = inventory.resource(server).body();
    refuseFailover(call);
    String id = found.get("id").getAsString();
    EntraPrincipal caller = Callers.of(call);
    return operations.startTracked(
        location(found.get("location").getAsString()), version, () -> restart.accept(caller, id));
  }

  /** The body is optional. Without a standby server, Azure refuses a failover. */
  private static void refuseFailover(Call call) {
    if (call.hasBody() && !call.json("InvalidRequestContent").equals(new JsonObject())) {
      throw ApiError.of(
          400,
          "InvalidParameterValue",
          "Invalid value given for parameter restartWithFailover: the local server has no"
              + " standby.");
    }
  }

  private Answer status(Call call, List<String> path) {
    return found(path, operations.status(path.get(2)));
  }

  private Answer result(Call call, List<String> path) {
    return found(
        path,
        operations.trackedResult(
            location(path.get(1)), path.get(2), call.query().get("api-version")));
  }

  private Answer found(List<String> path, Optional<Answer> answer) {
    inventory.checkSubscription(path.get(0));
    return answer.orElseThrow(() -> ArmErrors.operationNotFound(path.get(2)));
  }

  private String location(String name) {
    return inventory.account().id() + "/providers/" + NAMESPACE + "/locations/" + name;
  }
}
