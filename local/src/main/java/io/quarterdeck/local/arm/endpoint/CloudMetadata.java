package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import java.net.URI;

/**
 * Serves {@code /metadata/endpoints}, which clients request without a token to learn about an
 * unknown cloud.
 *
 * @param endpoint the endpoint of this server
 * @param account contains the tenant
 */
record CloudMetadata(URI endpoint, ArmAccount account) {
  static final String PATH = "/metadata/endpoints";

  Answer answer() {
    JsonArray audiences = new JsonArray();
    audiences.add(endpoint.toString());
    JsonObject authentication = new JsonObject();
    authentication.addProperty("loginEndpoint", endpoint.toString());
    authentication.add("audiences", audiences);
    authentication.addProperty("tenant", account.tenantId());
    authentication.addProperty("identityProvider", "AAD");
    JsonObject cloud = new JsonObject();
    cloud.addProperty("name", "Quarterdeck local stack");
    cloud.addProperty("resourceManager", endpoint.toString());
    cloud.add("authentication", authentication);
    JsonArray clouds = new JsonArray();
    clouds.add(cloud);
    return Answer.json(clouds);
  }
}
