package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.List;
import java.util.Optional;

/**
 * Whether the name of a storage account is valid and free, which the Azure CLI asks before it
 * creates an account. Source: "Storage Accounts - Check Name Availability" in Azure's REST
 * reference (/rest/api/storagerp/storage-accounts/check-name-availability).
 */
record NameRoutes(Inventory inventory, ResourceProviders providers) {
  private static final String ACCOUNT = "Microsoft.Storage/storageAccounts";

  /** Why a name cannot be used. */
  private record Obstacle(String reason, String message) {}

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            "/subscriptions/{id}/providers/Microsoft.Storage/checkNameAvailability",
            this::account));
  }

  private Answer account(Call call, List<String> path) {
    inventory.checkSubscription(path.get(0));
    providers.checkType(ACCOUNT, call.query().get("api-version"));
    JsonObject request = call.json("InvalidRequestContent");
    String name =
        Optional.ofNullable(request.get("name"))
            .filter(JsonElement::isJsonPrimitive)
            .map(JsonElement::getAsString)
            .orElseThrow(
                () ->
                    ApiError.of(400, "InvalidValuesForRequestParameters", "The name is missing."));
    JsonObject answer = new JsonObject();
    Optional<Obstacle> obstacle = obstacle(name);
    answer.addProperty("nameAvailable", obstacle.isEmpty());
    obstacle.ifPresent(
        found -> {
          answer.addProperty("reason", found.reason());
          answer.addProperty("message", found.message());
        });
    return Answer.json(answer);
  }

  private Optional<Obstacle> obstacle(String name) {
    if (!name.matches("[a-z0-9]{3,24}")) {
      return Optional.of(
          new Obstacle(
              "AccountNameInvalid",
              name
                  + " is not a valid storage account name. Storage account name must be between 3"
                  + " and 24 characters in length and use numbers and lower-case letters only."));
    }
    return inventory.resources().list().stream()
        .filter(each -> each.type().equals(ACCOUNT) && each.id().endsWith("/" + name))
        .findFirst()
        .map(
            taken ->
                new Obstacle(
                    "AlreadyExists", "The storage account named " + name + " is already taken."));
  }
}
