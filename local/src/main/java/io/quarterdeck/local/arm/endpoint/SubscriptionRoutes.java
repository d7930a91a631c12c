package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.infra.settings.Region;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The routes of the only tenant, its only subscription, and the regions. */
record SubscriptionRoutes(
    Inventory inventory, ReadableResources readable, ResourceProviders providers) {
  List<Route> routes() {
    return List.of(
        new Route("GET", "/tenants", this::tenants),
        new Route("GET", "/subscriptions", this::list),
        new Route("GET", "/subscriptions/{id}", this::read),
        new Route("GET", "/subscriptions/{id}/locations", this::locations));
  }

  private Answer tenants(Call call, List<String> path) {
    providers.check("tenants", call.query().get("api-version"));
    String id = inventory.account().tenantId();
    JsonObject tenant = new JsonObject();
    tenant.addProperty("id", "/tenants/" + id);
    tenant.addProperty("tenantId", id);
    return value(Stream.of(tenant));
  }

  private Answer list(Call call, List<String> path) {
    providers.check("subscriptions", call.query().get("api-version"));
    return value(
        Stream.of(subscription())
            .filter(any -> readable.isVisible(call, inventory.account().id())));
  }

  private Answer read(Call call, List<String> path) {
    check(call, path);
    return Answer.json(subscription());
  }

  private JsonObject subscription() {
    ArmAccount account = inventory.account();
    JsonObject json = new JsonObject();
    json.addProperty("id", account.id());
    json.addProperty("authorizationSource", "RoleBased");
    json.addProperty("subscriptionId", account.subscriptionId());
    json.addProperty("tenantId", account.tenantId());
    json.addProperty("displayName", account.displayName());
    json.addProperty("state", "Enabled");
    return json;
  }

  private Answer locations(Call call, List<String> path) {
    check(call, path);
    return value(Arrays.stream(Region.values()).map(this::location));
  }

  private JsonObject location(Region region) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("regionType", "Physical");
    metadata.addProperty("regionCategory", "Recommended");
    JsonObject json = new JsonObject();
    json.addProperty("id", inventory.account().id() + "/locations/" + region.location());
    json.addProperty("name", region.location());
    json.addProperty("type", "Region");
    json.addProperty("displayName", displayName(region));
    json.add("metadata", metadata);
    return json;
  }

  private static String displayName(Region region) {
    return Arrays.stream(region.name().split("_", -1))
        .map(
            word ->
                word.equals("US")
                    ? word
                    : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private void check(Call call, List<String> path) {
    providers.check("subscriptions", call.query().get("api-version"));
    inventory.checkSubscription(path.get(0));
  }

  private static Answer value(Stream<? extends JsonElement> elements) {
    JsonArray value = new JsonArray();
    elements.forEach(value::add);
    JsonObject json = new JsonObject();
    json.add("value", value);
    return Answer.json(json);
  }
}
