package io.quarterdeck.local.entra;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import java.net.URI;

/**
 * Confirms that an authority is one of this cloud. Microsoft's library for Go, which Pulumi uses,
 * asks this for each authority that it does not know, and has no variable that prevents the
 * request. Fields: {@code InstanceDiscoveryResponse} in microsoft-authentication-library-for-go
 * 1.7.0.
 */
final class InstanceDiscovery {
  private InstanceDiscovery() {}

  /** Answers for this tenant. Entra refuses other authorities with the same code. */
  static Answer answer(Call call, URI endpoint) {
    String authority = endpoint + "/" + LocalTenant.ID;
    String asked = call.query().getOrDefault("authorization_endpoint", "");
    if (!asked.startsWith(authority + "/")) {
      throw ApiError.of(
          400, "invalid_instance", "AADSTS50049: Unknown or invalid instance: " + asked + ".");
    }
    JsonArray aliases = new JsonArray();
    aliases.add(endpoint.getAuthority());
    JsonObject cloud = new JsonObject();
    cloud.addProperty("preferred_network", endpoint.getAuthority());
    cloud.addProperty("preferred_cache", endpoint.getAuthority());
    cloud.add("aliases", aliases);
    JsonArray metadata = new JsonArray();
    metadata.add(cloud);
    JsonObject answer = new JsonObject();
    answer.addProperty(
        "tenant_discovery_endpoint", authority + "/v2.0/.well-known/openid-configuration");
    answer.addProperty("api-version", "1.1");
    answer.add("metadata", metadata);
    return Answer.json(answer);
  }
}
