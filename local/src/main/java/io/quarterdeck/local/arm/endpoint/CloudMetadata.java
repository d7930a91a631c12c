package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.standin.http.Answer;
import java.net.URI;

/**
 * {@code /metadata/endpoints}: what a client asks of a cloud that it does not know, before it has a
 * token.
 *
 * @param endpoint the server's
 * @param account names the tenant
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
