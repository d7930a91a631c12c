package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The properties that Azure computes when it creates a resource: states, ids and endpoints, in the
 * form of Azure's published examples. The same resource always gets the same values, except times.
 */
final class ComputedProperties {
  private static final String DONE = "Succeeded";

  private final ArmResources resources;
  private final CallerIdentity account;

  ComputedProperties(ArmResources resources, CallerIdentity account) {
    this.resources = resources;
    this.account = account;
  }

  Map<String, Object> to(ArmRequest request) {
    String id = request.id();
    String name = ResourceIds.name(id);
    Map<String, Object> added = new LinkedHashMap<>();
    added.put("id", id);
    added.put("name", name);
    added.put("type", request.type().azureType());
    Map<String, Object> properties =
        switch (request.type().azureType()) {
          case "Microsoft.Storage/storageAccounts" -> account(name, request, added);
          case "Microsoft.Storage/storageAccounts/blobServices/containers" -> container(request);
          case "Microsoft.KeyVault/vaults" ->
              Map.of(
                  "vaultUri", "https://" + name + ".vault.azure.net/", "provisioningState", DONE);
          case "Microsoft.KeyVault/vaults/secrets" -> secret(id, name);
          case "Microsoft.KeyVault/vaults/keys" -> key(id, name);
          case "Microsoft.DBforPostgreSQL/flexibleServers" ->
              Map.of(
                  "fullyQualifiedDomainName",
                  name + ".postgres.database.azure.com",
                  "state",
                  "Ready",
                  "minorVersion",
                  "4");
          case "Microsoft.Network/publicIPAddresses" ->
              Map.of("ipAddress", address(id), "provisioningState", DONE);
          case "Microsoft.ManagedIdentity/userAssignedIdentities" ->
              Map.of(
                  "principalId", uuid("principal", id),
                  "clientId", uuid("client", id),
                  "tenantId", account.tenantId());
          case "Microsoft.Databricks/workspaces" -> workspace(id, request.body());
          case "Microsoft.OperationalInsights/workspaces" ->
              Map.of("customerId", uuid("customer", id), "provisioningState", DONE);
          case "Microsoft.DataFactory/factories" ->
              Map.of(
                  "provisioningState", DONE,
                  "createTime", first(id, "properties.createTime"),
                  "version", request.type().apiVersion());
          case "Microsoft.DataFactory/factories/integrationRuntimes" -> Map.of("state", "Initial");
          case "Microsoft.DataFactory/factories/managedVirtualNetworks" ->
              Map.of("vNetId", uuid("network", id), "preventDataExfiltration", false);
          case "Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints" ->
              pendingEndpoint(id);
          case "Microsoft.Synapse/workspaces" -> synapse(id, name);
          case "Microsoft.EventHub/namespaces" ->
              Map.of(
                  "provisioningState",
                  DONE,
                  "status",
                  "Active",
                  "serviceBusEndpoint",
                  "https://" + name + ".servicebus.windows.net:443/");
          case FunctionAppRules.PLAN -> Map.of("provisioningState", DONE, "status", "Ready");
          case FunctionAppRules.APP -> app(id, name);
          case "Microsoft.Insights/components" -> insights(id, name, request.body());
          case "Microsoft.Resources/deployments" -> deployment(id);
          case "Microsoft.Authorization/roleAssignments" ->
              Map.of("scope", ResourceIds.scope(id), "createdBy", account.objectId());
          default -> states(request);
        };
    identities(request, added);
    if (!properties.isEmpty()) {
      added.put("properties", properties);
    }
    return added;
  }

  /** The owner of the target approves the connection later; an approved one stays approved. */
  private Map<String, Object> pendingEndpoint(String id) {
    Object state =
        resources
            .find(id)
            .flatMap(found -> BodyValues.at(found, "properties.connectionState"))
            .orElse(Map.of("status", "Pending", "description", "", "actionsRequired", ""));
    return Map.of("provisioningState", DONE, "isReserved", false, "connectionState", state);
  }

  private static Map<String, Object> synapse(String id, String name) {
    return Map.of(
        "provisioningState",
        DONE,
        "workspaceUID",
        uuid("synapse", id),
        "connectivityEndpoints",
        Map.of(
            "web", "https://web.azuresynapse.net?workspace=" + id,
            "dev", "https://" + name + ".dev.azuresynapse.net",
            "sql", name + ".sql.azuresynapse.net",
            "sqlOnDemand", name + "-ondemand.sql.azuresynapse.net"));
  }

  private Map<String, Object> app(String id, String name) {
    String host = name + ".azurewebsites.net";
    return Map.of(
        "state",
        "Running",
        "availabilityState",
        "Normal",
        "usageState",
        "Normal",
        "enabled",
        true,
        "defaultHostName",
        host,
        "hostNames",
        List.of(host),
        "enabledHostNames",
        List.of(host, name + ".scm.azurewebsites.net"),
        "sku",
        "FlexConsumption",
        "resourceGroup",
        ResourceIds.group(id),
        "lastModifiedTimeUtc",
        first(id, "properties.lastModifiedTimeUtc"));
  }

  private Map<String, Object> insights(String id, String name, Map<String, Object> body) {
    String location = BodyValues.text(body, "location");
    String key = uuid("key", id);
    String app = uuid("application", id);
    return Map.of(
        "AppId",
        app,
        "ApplicationId",
        name,
        "InstrumentationKey",
        key,
        "ConnectionString",
        "InstrumentationKey=%s;IngestionEndpoint=https://%s-0.in.applicationinsights.azure.com/;LiveEndpoint=https://%s.livediagnostics.monitor.azure.com/;ApplicationId=%s"
            .formatted(key, location, location, app),
        "CreationDate",
        first(id, "properties.CreationDate"),
        "TenantId",
        account.subscriptionId(),
        "provisioningState",
        DONE);
  }

  private Map<String, Object> deployment(String id) {
    Map<String, Object> computed = new TreeMap<>();
    computed.put("provisioningState", DONE);
    computed.put("correlationId", uuid("correlation", id));
    computed.put("duration", "PT1S");
    computed.put("templateHash", String.valueOf(Math.abs((long) ResourceIds.key(id).hashCode())));
    computed.put("timestamp", first(id, "properties.timestamp"));
    return computed;
  }

  /** Returns the time of the first write, which an update keeps. */
  private String first(String id, String path) {
    return resources
        .find(id)
        .map(found -> BodyValues.text(found, path))
        .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Services that return a state property. */
  private static Map<String, Object> states(ArmRequest request) {
    String type = request.type().azureType();
    boolean says =
        type.startsWith("Microsoft.Network/")
            || type.startsWith("Microsoft.Compute/")
            || type.startsWith("Microsoft.Resources/")
            || type.equals("Microsoft.Databricks/accessConnectors");
    return says ? Map.of("provisioningState", DONE) : Map.of();
  }

  private static Map<String, Object> account(
      String name, ArmRequest request, Map<String, Object> added) {
    if (request.body().get("sku") instanceof Map<?, ?> sku) {
      String tier = sku.get("name").toString();
      added.put("sku", Map.of("tier", tier.substring(0, tier.indexOf('_'))));
    }
    Map<String, Object> endpoints = new TreeMap<>();
    for (String service : new String[] {"blob", "dfs", "file", "queue", "table"}) {
      endpoints.put(service, "https://" + name + "." + service + ".core.windows.net/");
    }
    endpoints.put("web", "https://" + name + ".z6.web.core.windows.net/");
    return Map.of(
        "primaryEndpoints", endpoints, "statusOfPrimary", "available", "provisioningState", DONE);
  }

  /**
   * A container without public access has the value None, also if the request does not contain it.
   * Source: the examples of "Blob Containers - Get" and "Blob Containers - List"
   * (/rest/api/storagerp/blob-containers/get).
   */
  private static Map<String, Object> container(ArmRequest request) {
    return Map.of(
        "publicAccess", BodyValues.at(request.body(), "properties.publicAccess").orElse("None"));
  }

  private static Map<String, Object> secret(String id, String name) {
    String parent = ResourceIds.parent(id).orElseThrow();
    String uri = "https://" + ResourceIds.name(parent) + ".vault.azure.net/secrets/" + name;
    return Map.of("secretUri", uri);
  }

  private Map<String, Object> key(String id, String name) {
    String vault = ResourceIds.parent(id).orElseThrow();
    String uri =
        resources
                .find(vault)
                .map(found -> BodyValues.text(found, "properties.vaultUri"))
                .orElseThrow(() -> WriteRules.notFound(vault))
            + "keys/"
            + name;
    return Map.of("keyUri", uri, "keyUriWithVersion", uri + "/" + uuid("key", id).replace("-", ""));
  }

  private Map<String, Object> workspace(String id, Map<String, Object> body) {
    String number = digits(id);
    Map<String, Object> computed = new TreeMap<>();
    computed.put("workspaceId", number);
    computed.put(
        "workspaceUrl", "adb-" + number + "." + number.charAt(15) + ".azuredatabricks.net");
    computed.put("provisioningState", DONE);
    if (BodyValues.text(body, "properties.parameters.prepareEncryption.value").equals("true")) {
      computed.put("storageAccountIdentity", systemIdentity("storage", id));
    }
    if (BodyValues.at(body, "properties.encryption.entities.managedDisk").isPresent()) {
      computed.put("managedDiskIdentity", systemIdentity("disk", id));
    }
    return computed;
  }

  private Map<String, Object> systemIdentity(String kind, String id) {
    return Map.of(
        "type", "SystemAssigned",
        "principalId", uuid(kind, id),
        "tenantId", account.tenantId());
  }

  /** The request contains the ids of identities; the answer also contains their principals. */
  private void identities(ArmRequest request, Map<String, Object> added) {
    if (!(request.body().get("identity") instanceof Map<?, ?> identity)) {
      return;
    }
    Map<String, Object> answered = new TreeMap<>();
    if (identity.get("userAssignedIdentities") instanceof Map<?, ?> assigned) {
      Map<String, Object> identities = new TreeMap<>();
      assigned.keySet().forEach(id -> identities.put(id.toString(), who(id.toString())));
      answered.put("userAssignedIdentities", identities);
    }
    if (String.valueOf(identity.get("type")).contains("SystemAssigned")) {
      answered.put("principalId", uuid("principal", request.id()));
    } else {
      answered.put("principalId", "");
    }
    answered.put("tenantId", account.tenantId());
    added.put("identity", answered);
  }

  private Map<String, Object> who(String identity) {
    Map<?, ?> properties =
        resources
            .find(identity)
            .map(resource -> (Map<?, ?>) JsonMaps.map(resource.body()).get("properties"))
            .orElseThrow(() -> WriteRules.notFound(identity));
    return Map.of(
        "principalId", properties.get("principalId"), "clientId", properties.get("clientId"));
  }

  private static String uuid(String kind, String id) {
    String seed = kind + ResourceIds.key(id);
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Returns a workspace id: sixteen digits. */
  private static String digits(String id) {
    long bits = UUID.fromString(uuid("workspace", id)).getMostSignificantBits() >>> 1;
    return "%016d".formatted(bits % 9_000_000_000_000_000L + 1_000_000_000_000_000L);
  }

  /** Returns an address in TEST-NET-2 of RFC 5737, which is reserved for documentation. */
  private static String address(String id) {
    return "198.51.100." + (1 + Math.floorMod(ResourceIds.key(id).hashCode(), 254));
  }
}
