package io.quarterdeck.local.arm.store;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.local.arm.ArmResource;
import java.util.Locale;
import java.util.Map;

/** The resources that Azure creates implicitly with another resource. */
final class ImplicitResources {
  private final ResourceFiles resources;

  ImplicitResources(ResourceFiles resources) {
    this.resources = resources;
  }

  /** The first network of a region creates the region's Network Watcher in a separate group. */
  void with(ArmResource made) {
    if (!made.type().equals("Microsoft.Network/virtualNetworks")) {
      return;
    }
    String subscription =
        made.id().substring(0, made.id().toLowerCase(Locale.ROOT).indexOf("/resourcegroups/"));
    JsonElement location = made.body().get("location");
    String group = subscription + "/resourceGroups/NetworkWatcherRG";
    String watcher =
        group
            + "/providers/Microsoft.Network/networkWatchers/NetworkWatcher_"
            + location.getAsString();
    put(
        group,
        "Microsoft.Resources/resourceGroups",
        ApiVersions.of("azure-native:resources:ResourceGroup").version(),
        location);
    put(watcher, "Microsoft.Network/networkWatchers", made.apiVersion(), location);
  }

  private void put(String id, String type, String apiVersion, JsonElement location) {
    if (resources.find(id).isPresent()) {
      return;
    }
    JsonObject body = new JsonObject();
    body.addProperty("id", id);
    body.addProperty("name", ResourceIds.name(id));
    body.addProperty("type", type);
    body.add("location", location);
    body.add("properties", JsonMaps.object(Map.of("provisioningState", "Succeeded")));
    resources.put(new ArmResource(id, type, apiVersion, body));
  }
}
