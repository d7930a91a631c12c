package io.quarterdeck.local.platform;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.datafactory.FactoryResources;
import java.util.List;

/**
 * The data factories in the store of Resource Manager.
 *
 * @param resources the store, read at each call
 */
record StoredFactories(ArmResources resources) implements FactoryResources {
  private static final String TYPE = "Microsoft.DataFactory/factories";

  @Override
  public List<String> ids() {
    return resources.list().stream()
        .filter(each -> each.type().equalsIgnoreCase(TYPE))
        .map(ArmResource::id)
        .toList();
  }

  @Override
  public JsonObject body(String id) {
    return resources.find(id).orElseThrow().body();
  }
}
