package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The connectivity check of Network Watcher: an asynchronous operation that opens a real
 * connection.
 */
record NetworkWatcherRoutes(
    Inventory inventory, ResourceProviders providers, Operations operations) {
  private static final String LOCATIONS =
      "/subscriptions/{id}/providers/Microsoft.Network/locations/{location}";

  List<Route> routes() {
    return List.of(
        new Route(
            "POST",
            "/subscriptions/{id}/resourceGroups/{group}/providers/Microsoft.Network"
                + "/networkWatchers/{name}/connectivityCheck",
            this::check),
        new Route("GET", LOCATIONS + "/operationResults/{operation}", this::result));
  }

  private Answer check(Call call, List<String> path) {
    String version = call.query().get("api-version");
    ResourcePath watcher =
        ResourcePath.of(call.path().subList(0, call.path().size() - 1)).orElseThrow();
    providers.check(watcher, version);
    JsonElement location = inventory.resource(watcher).body().get("location");
    JsonObject request = call.json("InvalidRequestContent");
    Connectivity connectivity = connectivity(request);
    return operations.start(results(location.getAsString()), version, connectivity::look);
  }

  private Answer result(Call call, List<String> path) {
    inventory.checkSubscription(path.get(0));
    return operations
        .result(results(path.get(1)), path.get(2), call.query().get("api-version"))
        .orElseThrow(
            () ->
                ApiError.of(
                    404, "OperationNotFound", "Operation " + path.get(2) + " was not found."));
  }

  private String results(String location) {
    return inventory.account().id()
        + "/providers/Microsoft.Network/locations/"
        + location
        + "/operationResults";
  }

  private static Connectivity connectivity(JsonObject request) {
    text(request, "source", "resourceId");
    String address = text(request, "destination", "address");
    String port = text(request, "destination", "port");
    if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > 65_535) {
      throw invalid("destination.port");
    }
    if (request.has("protocol") && !request.get("protocol").getAsString().equals("Tcp")) {
      throw invalid("protocol");
    }
    return new Connectivity(address, Integer.parseInt(port));
  }

  private static String text(JsonObject request, String object, String field) {
    return Optional.ofNullable(request.get(object))
        .filter(JsonElement::isJsonObject)
        .map(each -> each.getAsJsonObject().get(field))
        .filter(JsonPrimitive.class::isInstance)
        .map(JsonElement::getAsString)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> invalid(object + "." + field));
  }

  private static ApiError invalid(String field) {
    return ApiError.of(
        400,
        "InvalidRequestFormat",
        "Cannot parse the request: '" + field + "' is missing or invalid.");
  }

  /**
   * Tries a TCP connection and reports the result like Network Watcher: ConnectivityInformation of
   * Microsoft.Network.
   *
   * @param address a host name or an IP address
   * @param port the port
   */
  private record Connectivity(String address, int port) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    JsonObject look() {
      long began = System.nanoTime();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
        return reachable(Duration.ofNanos(System.nanoTime() - began));
      } catch (IOException e) {
        return unreachable();
      }
    }

    private JsonObject reachable(Duration took) {
      JsonObject json = information("Reachable", 0);
      json.addProperty("avgLatencyInMs", took.toMillis());
      json.addProperty("minLatencyInMs", took.toMillis());
      json.addProperty("maxLatencyInMs", took.toMillis());
      return json;
    }

    private JsonObject unreachable() {
      return information("Unreachable", 1);
    }

    /**
     * The specification names the status Connected, but Network Watcher returns Reachable (see its
     * documentation).
     */
    private JsonObject information(String status, int failed) {
      JsonObject json = new JsonObject();
      json.add("hops", new JsonArray());
      json.addProperty("connectionStatus", status);
      json.addProperty("probesSent", 1);
      json.addProperty("probesFailed", failed);
      return json;
    }
  }
}
