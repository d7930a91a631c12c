package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Resources in memory. */
final class TestResources implements ArmResources {
  static final ArmAccount ACCOUNT =
      new ArmAccount(
          "00000000-0000-4000-8000-000000000001",
          "00000000-0000-4000-8000-000000000002",
          "Quarterdeck local stack");
  static final String GROUP = ACCOUNT.id() + "/resourceGroups/rg-local";
  static final String ACCOUNT_ID = GROUP + "/providers/Microsoft.Storage/storageAccounts/stlocal";
  static final String VAULT_ID = GROUP + "/providers/Microsoft.KeyVault/vaults/kv-local";
  static final String SERVER_ID =
      GROUP + "/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql-local";
  static final String WATCHER_ID =
      GROUP + "/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope";

  /** For tests that send no writes. */
  static final ResourceWrites NO_WRITES =
      new ResourceWrites(
          () -> {
            throw new IllegalStateException("this test has no control plane");
          });

  private final ConcurrentSkipListMap<String, ArmResource> byId = new ConcurrentSkipListMap<>();

  /** The resources of the platform that the tests read. */
  static TestResources platform() {
    TestResources resources = new TestResources();
    resources.put(GROUP, "Microsoft.Resources/resourceGroups", "{}", "{'env': 'local'}");
    resources.put(
        ACCOUNT_ID,
        "Microsoft.Storage/storageAccounts",
        "{'isHnsEnabled': true, 'primaryEndpoints': {'blob': 'http://127.0.0.1:10000/stlocal'}}",
        "{'env': 'local', 'part': 'lake'}");
    resources.put(
        ACCOUNT_ID + "/blobServices/default/containers/landing",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        "{'publicAccess': 'None'}");
    resources.put(
        VAULT_ID,
        "Microsoft.KeyVault/vaults",
        "{'tenantId': '00000000-0000-4000-8000-000000000002', 'sku': {'family': 'A', 'name':"
            + " 'standard'}, 'vaultUri': 'https://127.0.0.1:1/', 'enablePurgeProtection': true}",
        "{}");
    resources.put(
        SERVER_ID,
        "Microsoft.DBforPostgreSQL/flexibleServers",
        "{'fullyQualifiedDomainName': '127.0.0.1', 'state': 'Ready', 'version': '16'}",
        "{}");
    resources.put(WATCHER_ID, "Microsoft.Network/networkWatchers", "{}", "{}");
    resources.put(
        GROUP + "/providers/Microsoft.Authorization/roleAssignments/a1",
        "Microsoft.Authorization/roleAssignments",
        "{'principalId': 'p1', 'scope': '" + GROUP + "'}");
    resources.put(
        ACCOUNT_ID + "/providers/Microsoft.Authorization/roleAssignments/a2",
        "Microsoft.Authorization/roleAssignments",
        "{'principalId': 'p2', 'scope': '" + ACCOUNT_ID + "'}");
    return resources;
  }

  void put(String id, String type, String properties) {
    JsonObject body = new JsonObject();
    body.addProperty("id", id);
    body.addProperty("name", id.substring(id.lastIndexOf('/') + 1));
    body.addProperty("type", type);
    JsonObject known = JsonParser.parseString(properties.replace('\'', '"')).getAsJsonObject();
    known.addProperty("provisioningState", "Succeeded");
    body.add("properties", known);
    byId.put(id.toLowerCase(Locale.ROOT), new ArmResource(id, type, "2024-01-01", body));
  }

  void put(String id, String type, String properties, String tags) {
    put(id, type, properties);
    JsonObject body = byId.get(id.toLowerCase(Locale.ROOT)).body();
    body.addProperty("location", "westeurope");
    body.add("tags", JsonParser.parseString(tags.replace('\'', '"')));
  }

  void remove(String id) {
    byId.remove(id.toLowerCase(Locale.ROOT));
  }

  @Override
  public Optional<ArmResource> find(String id) {
    return Optional.ofNullable(byId.get(id.toLowerCase(Locale.ROOT)));
  }

  @Override
  public List<ArmResource> list() {
    return List.copyOf(byId.values());
  }
}
