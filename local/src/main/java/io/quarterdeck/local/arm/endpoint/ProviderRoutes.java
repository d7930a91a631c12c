package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.infra.settings.Region;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Pages;
import io.quarterdeck.local.http.Route;
import java.net.URI;
import java.util.List;

/**
 * The routes that list, register and unregister resource providers. Registration completes before
 * the answer is sent.
 *
 * @param registrations the registered providers
 * @param endpoint the endpoint of this server
 */
record ProviderRoutes(
    Inventory inventory, ResourceProviders providers, Registrations registrations, URI endpoint) {
  List<Route> routes() {
    return List.of(
        new Route("GET", "/subscriptions/{id}/providers", this::list),
        new Route("GET", "/subscriptions/{id}/providers/{namespace}", this::read),
        new Route("POST", "/subscriptions/{id}/providers/{namespace}/register", this::register),
        new Route(
            "POST", "/subscriptions/{id}/providers/{namespace}/unregister", this::unregister));
  }

  private Answer list(Call call, List<String> path) {
    check(call, path);
    return new Pages(endpoint, call, ResourceRoutes.PAGE)
        .of(providers.list(), ResourceProviders.Provider::namespace, this::view);
  }

  private Answer read(Call call, List<String> path) {
    check(call, path);
    return Answer.json(view(providers.find(path.get(1))));
  }

  private Answer register(Call call, List<String> path) {
    check(call, path);
    ResourceProviders.Provider provider = providers.find(path.get(1));
    registrations.register(provider.namespace());
    return Answer.json(view(provider));
  }

  private Answer unregister(Call call, List<String> path) {
    check(call, path);
    ResourceProviders.Provider provider = providers.find(path.get(1));
    registrations.unregister(provider.namespace());
    return Answer.json(view(provider));
  }

  private void check(Call call, List<String> path) {
    providers.check("providers", call.query().get("api-version"));
    inventory.checkSubscription(path.get(0));
  }

  private JsonObject view(ResourceProviders.Provider provider) {
    JsonArray locations = new JsonArray();
    for (Region region : Region.values()) {
      locations.add(region.location());
    }
    JsonArray types = new JsonArray();
    provider
        .types()
        .forEach(
            (name, versions) -> {
              JsonArray apiVersions = new JsonArray();
              versions.forEach(apiVersions::add);
              JsonObject type = new JsonObject();
              type.addProperty("resourceType", name);
              type.add("locations", locations.deepCopy());
              type.add("apiVersions", apiVersions);
              types.add(type);
            });
    JsonObject json = new JsonObject();
    json.addProperty("id", inventory.account().id() + "/providers/" + provider.namespace());
    json.addProperty("namespace", provider.namespace());
    json.addProperty("registrationPolicy", "RegistrationRequired");
    json.addProperty("registrationState", registrations.state(provider.namespace()));
    json.add("resourceTypes", types);
    return json;
  }
}
