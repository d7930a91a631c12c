package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.store.EndpointConnections;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import java.util.Locale;
import java.util.Optional;

/**
 * The private endpoint connections of storage accounts, vaults and workspaces: list, read, and
 * approve or reject. A vault also contains its connections ("Vaults - Get",
 * /rest/api/keyvault/keyvault/vaults/get).
 *
 * @param writes the entry of all writes
 */
record EndpointConnectionRoutes(
    Inventory inventory, ResourceProviders providers, ResourceWrites writes) {
  private static final String CONNECTIONS = "/privateEndpointConnections";
  private static final String VAULT = "Microsoft.KeyVault/vaults";

  /** Returns the answer; empty if the request is not for connections. */
  Optional<Answer> answer(Call call, ResourcePath path) {
    if (call.method().equals("GET")
        && path.type().equalsIgnoreCase(VAULT)
        && !path.isCollection()) {
      providers.check(path, call.query().get("api-version"));
      return Optional.of(Answer.json(withConnections(inventory.resource(path))));
    }
    if (!path.type().toLowerCase(Locale.ROOT).endsWith(CONNECTIONS.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    providers.check(path, call.query().get("api-version"));
    ArmResource target =
        inventory.resource(
            ResourcePath.of(path.segments().subList(0, path.at() + 4)).orElseThrow());
    return switch (call.method()) {
      case "GET" -> Optional.of(path.isCollection() ? list(target) : read(target, path));
      case "PUT" ->
          path.isCollection() ? Optional.empty() : Optional.of(decide(call, target, path));
      default -> Optional.empty();
    };
  }

  private Answer list(ArmResource target) {
    JsonObject json = new JsonObject();
    json.add("value", all(target));
    return Answer.json(json);
  }

  private Answer read(ArmResource target, ResourcePath path) {
    return connections().of(target).stream()
        .filter(each -> each.get("id").getAsString().equalsIgnoreCase(path.id()))
        .map(Answer::json)
        .findFirst()
        .orElseThrow(() -> ArmErrors.resourceNotFound(path, target.id().split("/", -1)[4]));
  }

  private Answer decide(Call call, ArmResource target, ResourcePath path) {
    String name = path.segments().get(path.segments().size() - 1);
    writes.decide(Callers.of(call), target, name, call.json("InvalidRequestContent"));
    return read(target, path);
  }

  private JsonObject withConnections(ArmResource vault) {
    JsonObject body = vault.body().deepCopy();
    JsonArray all = all(vault);
    if (!all.isEmpty()) {
      body.getAsJsonObject("properties").add("privateEndpointConnections", all);
    }
    return body;
  }

  private JsonArray all(ArmResource target) {
    JsonArray all = new JsonArray();
    connections().of(target).forEach(all::add);
    return all;
  }

  private EndpointConnections connections() {
    return new EndpointConnections(inventory.resources());
  }
}
