package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.store.Features;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.List;

/**
 * The routes that read and register a feature of a resource provider. Source: "Features - Get" and
 * "Features - Register" (/rest/api/resources/features/register). The registration completes before
 * the answer is sent.
 *
 * @param features the registered features
 */
record FeatureRoutes(Inventory inventory, ResourceProviders providers, Features features) {
  static final String NAMESPACE = "Microsoft.Features";
  private static final String FEATURE =
      "/subscriptions/{id}/providers/" + NAMESPACE + "/providers/{namespace}/features/{name}";

  List<Route> routes() {
    return List.of(
        new Route("GET", FEATURE, this::read),
        new Route("POST", FEATURE + "/register", this::register));
  }

  private Answer read(Call call, List<String> path) {
    return Answer.json(view(checked(call, path)));
  }

  private Answer register(Call call, List<String> path) {
    String name = checked(call, path);
    features.register(name);
    return Answer.json(view(name));
  }

  /** Azure's code for an unknown feature is not published. */
  private String checked(Call call, List<String> path) {
    providers.checkType(NAMESPACE + "/features", call.query().get("api-version"));
    inventory.checkSubscription(path.get(0));
    String name = providers.find(path.get(1)).namespace() + "/" + path.get(2);
    if (!features.exists(name)) {
      throw ApiError.of(
          404, "FeatureNotFound", "The feature '%s' could not be found.".formatted(path.get(2)));
    }
    return name;
  }

  private JsonObject view(String name) {
    JsonObject properties = new JsonObject();
    properties.addProperty("state", features.state(name));
    JsonObject json = new JsonObject();
    json.add("properties", properties);
    json.addProperty(
        "id",
        inventory.account().id()
            + "/providers/"
            + NAMESPACE
            + "/providers/"
            + name.replace("/", "/features/"));
    json.addProperty("type", NAMESPACE + "/providers/features");
    json.addProperty("name", name);
    return json;
  }
}
