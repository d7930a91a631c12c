package io.quarterdeck.cli.doctor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examines a deployment before any resource exists, and changes of a server that exists. */
class DeployChecksTest {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-4000-8000-000000000009";
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/rg-qdeck-prod-sec-12345";
  private static final String SERVERS =
      GROUP + "/providers/Microsoft.DBforPostgreSQL/flexibleServers";
  private static final Pattern TYPE_FILTER = Pattern.compile("resourceType eq '([^']+)'");
  private static final String HIGH_AVAILABILITY = "postgresHighAvailability";

  @TempDir private static Path folder;

  private static AzureServer azure;
  private static Map<String, String> environment;

  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              "workload",
              "qdeck",
              "environment",
              "prod",
              "location",
              "swedencentral",
              "postgresVersion",
              "16",
              "postgresSku",
              "Standard_D4ds_v5",
              "postgresStorageGiB",
              "256",
              HIGH_AVAILABILITY,
              "zoneRedundant",
              "postgresGeoBackup",
              "true",
              "storageReplication",
              "GZRS",
              "postgresSubnet",
              "10.40.4.0/27"));

  @BeforeAll
  static void startAzure() throws Exception {
    Certificate certificate = Certificate.in(folder);
    azure = new AzureServer(certificate);
    environment = azure.environment(folder, certificate);
  }

  @AfterAll
  static void stopAzure() {
    azure.close();
  }

  @BeforeEach
  void anEmptySubscription() {
    azure.on("GET", "/subscriptions", 200, subscriptions("00000000-0000-4000-8000-000000000009"));
    azure.on("GET", SUBSCRIPTION, 200, "{}");
    azure.on("GET", SUBSCRIPTION + "/resourceGroups", 200, list());
    azure.on(
        "GET", SUBSCRIPTION + HealthyAzure.PERMISSIONS, 200, HealthyAzure.role("[\"*\"]", "[]"));
    azure.on(
        "GET", SUBSCRIPTION + "/providers", 200, HealthyAzure.providers(ProvidersCheck.NAMESPACES));
    offer(region("Enabled", "SameZone", "ZoneRedundant"));
  }

  @Test
  void everyCheckSucceedsBeforeAnyResourceExists() {
    assertThat(examine())
        .allSatisfy(
            (check, finding) ->
                assertThat(finding).as(check).extracting(Finding::status).isEqualTo(Status.OK))
        .containsEntry("subscription", Finding.ok("00000000-0000-4000-8000-000000000009"))
        .containsEntry("location", Finding.ok("swedencentral, where the environment is new"))
        .containsEntry("postgres region", Finding.ok("swedencentral accepts new servers"))
        .containsEntry("postgres standby", Finding.ok("zoneRedundant"))
        .containsEntry("postgres backup", Finding.ok("copied to the paired region"))
        .containsEntry("root key", Finding.ok("Microsoft's keys encrypt the data"))
        .containsEntry("storage replication", Finding.ok("GZRS"))
        .containsEntry("subnets", Finding.ok("the network is new"))
        .hasSize(17);
  }

  @Test
  void aSystemNeedsItsResourceProvider() {
    settings.put("systems", "batch,lakehouse");
    assertThat(examine().get("resource providers").found())
        .isEqualTo("not registered: Microsoft.DataFactory, Microsoft.Synapse");
  }

  @Test
  void agentsNeedTheFeatureForEncryptionAtHost() {
    settings.put("agents", "scaleSet");
    List<String> providers = new ArrayList<>(ProvidersCheck.NAMESPACES);
    providers.add(ProvidersCheck.AGENTS);
    azure.on("GET", SUBSCRIPTION + "/providers", 200, HealthyAzure.providers(providers));
    String feature =
        SUBSCRIPTION
            + "/providers/Microsoft.Features/providers/Microsoft.Compute/features/EncryptionAtHost";
    azure.on("GET", feature, 200, "{\"properties\": {\"state\": \"Registering\"}}");
    assertThat(examine())
        .containsEntry(
            "encryption at host",
            Finding.failed(
                "Cannot deploy agents scaleSet: the feature Microsoft.Compute/EncryptionAtHost is"
                    + " in the state Registering; expected Registered",
                "Run setup/subscription again, or register the feature, which takes some minutes:"
                    + " az feature register --namespace Microsoft.Compute --name"
                    + " EncryptionAtHost."));

    azure.on("GET", feature, 200, "{\"properties\": {\"state\": \"Registered\"}}");
    assertThat(examine())
        .containsEntry("encryption at host", Finding.ok("the subscription is registered for it"));

    azure.on("GET", feature, 403, AzureServer.error("AuthorizationFailed", "No authorization."));
    assertThat(examine().get("encryption at host").found())
        .isEqualTo("its feature cannot be read: AuthorizationFailed: No authorization");
  }

  @Test
  void aStandbyThatTheRegionDoesNotOfferNamesOtherRegionsAndTheSetting() {
    settings.put("location", "westeurope");
    offer(region("Disabled", "SameZone"));
    assertThat(examine())
        .containsEntry(
            "postgres standby",
            Finding.failed(
                "Cannot deploy postgresHighAvailability zoneRedundant: westeurope offers only"
                    + " sameZone to new servers of the size Standard_D4ds_v5; expected a region"
                    + " and a size with this standby",
                "Choose another region before the first deployment, such as australiaeast,"
                    + " canadacentral, centralus, francecentral, japaneast, koreacentral,"
                    + " southafricanorth, swedencentral, switzerlandnorth, uaenorth, uksouth, or"
                    + " accept a standby in the same zone: pulumi config set"
                    + " quarterdeck:postgresHighAvailability sameZone --stack prod."));
    settings.put(HIGH_AVAILABILITY, "sameZone");
    assertThat(examine()).containsEntry("postgres standby", Finding.ok("sameZone"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresVersion|13|postgres version|Cannot deploy postgresVersion 13: swedencentral offers 16, 17; expected one of these|Run: pulumi config set quarterdeck:postgresVersion 17 --stack prod
          postgresSku|Standard_E4ds_v5|postgres size|Cannot deploy postgresSku Standard_E4ds_v5: swedencentral does not offer this size; expected a size that it offers|List the sizes with az postgres flexible-server list-skus --location swedencentral, then run: pulumi config set quarterdeck:postgresSku SIZE --stack prod
          postgresStorageGiB|64|postgres storage|Cannot deploy postgresStorageGiB 64: swedencentral offers 128, 256 with Standard_D4ds_v5; expected one of these|Run: pulumi config set quarterdeck:postgresStorageGiB 128 --stack prod
          postgresHighAvailability|true|postgres standby|Cannot deploy postgresHighAvailability true: it is not a value of this setting; expected none, sameZone or zoneRedundant|Run: pulumi config set quarterdeck:postgresHighAvailability zoneRedundant --stack prod
          """)
  void whatTheRegionDoesNotOfferIsNamedWithItsSetting(
      String setting, String value, String check, String found, String advice) {
    settings.put(setting, value);
    assertThat(examine()).containsEntry(check, Finding.failed(found, advice));
  }

  @Test
  void aRegionWithoutGeoRedundantBackupsIsRefused() {
    settings.put("location", "westus3");
    offer(region("Enabled", "SameZone", "ZoneRedundant").replace("@geo", "Disabled"));
    Finding finding = examine().get("postgres backup");
    assertThat(finding.found())
        .isEqualTo(
            "Cannot deploy postgresGeoBackup true: westus3 offers no geo-redundant backups;"
                + " expected a region that offers them");
    assertThat(finding.advice()).contains("swedencentral").doesNotContain("westus3");
  }

  @Test
  void aRestrictedRegionSkipsTheOtherChecks() {
    offer(
        "{\"restricted\": \"Enabled\", \"supportedServerEditions\": [], \"reason\":"
            + " \"Subscriptions are restricted from provisioning here.\"}");
    Map<String, Finding> findings = examine();
    assertThat(findings.get("postgres region").found())
        .isEqualTo(
            "Cannot deploy location swedencentral: the region is restricted: Subscriptions are"
                + " restricted from provisioning here; expected a region that accepts new servers");
    assertThat(findings)
        .containsEntry("postgres standby", Finding.skipped("postgres region failed"));
  }

  @Test
  void aServerThatExistsKeepsAStandbyThatIsBlockedForNewServers() {
    offer(region("Disabled", "SameZone"));
    deployed("swedencentral", "ZoneRedundant");
    assertThat(examine()).containsEntry("postgres standby", Finding.ok("zoneRedundant"));
  }

  @Test
  void theModeOfAServerIsNotSwitchedDirectly() {
    deployed("swedencentral", "SameZone");
    assertThat(examine())
        .containsEntry(
            "postgres standby",
            Finding.failed(
                "Cannot deploy postgresHighAvailability zoneRedundant: the server has SameZone, and"
                    + " Azure does not switch between the modes directly; expected Disabled first",
                "Run: az postgres flexible-server update --ids /of/psql --zonal-resiliency"
                    + " Disabled, then pulumi up --stack prod. Until then, the server has no"
                    + " standby."));
  }

  @Test
  void aServerDoesNotReturnToAnEarlierVersionOrASmallerDisk() {
    deployed("swedencentral", "ZoneRedundant");
    settings.putAll(Map.of("postgresVersion", "15", "postgresStorageGiB", "128"));
    assertThat(examine())
        .containsEntry(
            "postgres version",
            Finding.failed(
                "Cannot deploy postgresVersion 15: the server has version 16, and cannot return to"
                    + " an earlier version; expected at least this version",
                "Run: pulumi config set quarterdeck:postgresVersion 16 --stack prod"))
        .containsEntry(
            "postgres storage",
            Finding.failed(
                "Cannot deploy postgresStorageGiB 128: the disk of the server has 256 GiB, and"
                    + " cannot shrink; expected at least this size",
                "Run: pulumi config set quarterdeck:postgresStorageGiB 256 --stack prod"));
  }

  @Test
  void theReplicationOfAnAccountIsNotConverted() {
    deployed("swedencentral", "ZoneRedundant");
    String account = GROUP + "/providers/Microsoft.Storage/storageAccounts/st1";
    resources(
        Map.of(
            account,
            "{\"id\": \"%s\", \"name\": \"st1\", \"sku\": {\"name\": \"Standard_GRS\"}}"
                .formatted(account)));
    assertThat(examine())
        .containsEntry(
            "storage replication",
            Finding.failed(
                "Cannot deploy storageReplication GZRS: the account st1 has GRS, and Azure does not"
                    + " update it to GZRS; expected LRS, GRS or RAGRS",
                "Run: pulumi config set quarterdeck:storageReplication GRS --stack prod. Or convert"
                    + " the accounts first, which takes days: az storage account migration start"
                    + " --account-name st1 --resource-group rg-qdeck-prod-sec-12345 --sku"
                    + " Standard_GZRS --name default"));
    settings.put("storageReplication", "RAGRS");
    assertThat(examine()).containsEntry("storage replication", Finding.ok("RAGRS"));
  }

  @Test
  void aRangeThatIsInUseDoesNotChange() {
    deployed("swedencentral", "ZoneRedundant");
    String network = GROUP + "/providers/Microsoft.Network/virtualNetworks/vnet";
    resources(Map.of(network, "{\"id\": \"" + network + "\"}"));
    azure.on(
        "GET",
        network,
        200,
        """
        {"properties": {"subnets": [{"name": "snet-postgres",
          "properties": {"addressPrefixes": ["10.40.6.0/28"]}}]}}
        """);
    assertThat(examine())
        .containsEntry(
            "subnets",
            Finding.failed(
                "Cannot deploy postgresSubnet 10.40.4.0/27: the subnet snet-postgres has"
                    + " 10.40.6.0/28, and its addresses are in use; expected the same range",
                "Run: pulumi config set quarterdeck:postgresSubnet 10.40.6.0/28 --stack prod. To"
                    + " use another range, create another environment."));
    settings.put("postgresSubnet", "10.40.6.0/28");
    assertThat(examine()).containsEntry("subnets", Finding.ok("the ranges in use do not change"));
  }

  @Test
  void anEnvironmentIsNotMovedToAnotherRegion() {
    deployed("westeurope", "ZoneRedundant");
    assertThat(examine())
        .containsEntry(
            "location",
            Finding.failed(
                "Cannot deploy to swedencentral: the resource group rg-qdeck-prod-sec-12345 of the"
                    + " environment is in westeurope; expected the same region",
                "Run: pulumi config set quarterdeck:location westeurope --stack prod. To move an"
                    + " environment, follow docs/runbooks/new-region.md."))
        .containsEntry("postgres region", Finding.skipped("location failed"));
  }

  @Test
  void whoMayNotAssignRolesMayNotDeploy() {
    azure.on(
        "GET",
        SUBSCRIPTION + HealthyAzure.PERMISSIONS,
        200,
        """
        {"value": [{"actions": ["*"], "dataActions": [],
          "notActions": ["Microsoft.Authorization/*/Write"], "notDataActions": []}]}
        """);
    Finding finding = examine().get("rights to deploy");
    assertThat(finding.found())
        .isEqualTo(
            "missing: Microsoft.Authorization/roleAssignments/write,"
                + " Microsoft.Authorization/locks/write");
    assertThat(finding.advice())
        .contains("--role 'Role Based Access Control Administrator' --assignee YOU --scope ")
        .contains("--role 'Locks Contributor' --assignee YOU --scope ");
  }

  /** docs/azure.md gives the right to create locks to the identity of production only. */
  @Test
  void anEnvironmentWithoutLocksNeedsNoRightToCreateThem() {
    settings.put("production", "false");
    azure.on(
        "GET",
        SUBSCRIPTION + HealthyAzure.PERMISSIONS,
        200,
        """
        {"value": [{"actions": ["*"], "dataActions": [],
          "notActions": ["Microsoft.Authorization/locks/write"], "notDataActions": []}]}
        """);

    assertThat(examine().get("rights to deploy").status()).isEqualTo(Status.OK);
  }

  @Test
  void anAccountWithRightsOnTheGroupOnlyGetsAWarning() {
    deployed("swedencentral", "Disabled");
    String refusal = AzureServer.error("AuthorizationFailed", "No authorization.");
    azure.on("GET", SUBSCRIPTION, 403, refusal);
    azure.on(
        "GET",
        SUBSCRIPTION + "/providers/Microsoft.DBforPostgreSQL/locations/swedencentral/capabilities",
        403,
        refusal);
    Map<String, Finding> findings = examine();
    assertThat(findings)
        .containsEntry("subscription", Finding.ok("00000000-0000-4000-8000-000000000009"))
        .containsEntry(
            "postgres region",
            Finding.warning(
                "it cannot be read: AuthorizationFailed: No authorization",
                "Ask for the role Reader on the subscription."))
        .containsEntry("postgres standby", Finding.skipped("postgres region cannot be read"));
  }

  @Test
  void severalSubscriptionsNeedASettingThatNamesOne() {
    azure.on("GET", "/subscriptions", 200, subscriptions("one", "two"));
    assertThat(examine().get("subscription").found())
        .isEqualTo(
            "Cannot check the deployment of prod: found 2 subscriptions of the signed-in account;"
                + " expected one, or a setting that names it. Run: pulumi config set"
                + " azure-native:subscriptionId SUBSCRIPTION --stack prod");
    settings.put("azure-native:subscriptionId", "00000000-0000-4000-8000-000000000009");
    assertThat(examine().get("subscription").status()).isEqualTo(Status.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          prepare | - | OK | prepare; a second update with use encrypts the root storage
          use | - | FAILED | Cannot deploy databricksRootKey use: the workspace does not exist; expected prepare for the first update
          use | {} | FAILED | Cannot deploy databricksRootKey use: the workspace is not prepared for a key; expected prepare for the first update
          prepare | {"prepareEncryption": {"value": true}} | OK | prepare; a second update with use encrypts the root storage
          use | {"prepareEncryption": {"value": true}} | OK | use; this update encrypts the root storage with the key
          use | {"prepareEncryption": {"value": true}, "encryption": {"value": {"keySource": "Microsoft.Keyvault"}}} | OK | use; the key encrypts the root storage
          prepare | {"prepareEncryption": {"value": true}, "encryption": {"value": {"keySource": "Microsoft.Keyvault"}}} | FAILED | Cannot deploy databricksRootKey prepare: the workspace uses its key, and a request without a key could remove it; expected use
          """)
  void theRootKeyFitsTheStateOfTheWorkspace(
      String value, String parameters, Status status, String found) {
    settings.putAll(Map.of("customerManagedKeys", "true", "databricksRootKey", value));
    if (parameters != null) {
      deployed("swedencentral", "ZoneRedundant");
      String workspace = GROUP + "/providers/Microsoft.Databricks/workspaces/dbw";
      resources(Map.of(workspace, "{\"id\": \"" + workspace + "\"}"));
      azure.on("GET", workspace, 200, "{\"properties\": {\"parameters\": " + parameters + "}}");
    }

    Finding finding = examine().get("root key");

    assertThat(finding.status()).isEqualTo(status);
    assertThat(finding.found()).isEqualTo(found);
  }

  @Test
  void aPairedRegionWithAccessOnRequestIsAWarning() {
    settings.put("customerManagedKeys", "true");
    assertThat(examine().get("backup key"))
        .isEqualTo(
            Finding.warning(
                "the key of the backups needs a vault in swedensouth, to which Azure gives access"
                    + " only on request",
                "Ask Azure's support for access to swedensouth before the first deployment. Or run:"
                    + " pulumi config set quarterdeck:postgresGeoBackup false --stack prod"));
    settings.put("postgresGeoBackup", "false");
    assertThat(examine().get("backup key").status()).isEqualTo(Status.OK);
  }

  private Map<String, Finding> examine() {
    Map<String, Finding> findings = new LinkedHashMap<>();
    new Examination(
            DeployChecks.of(
                new StackSettings("prod", settings),
                AccessVariables.read(environment),
                environment),
            Duration.ofSeconds(30),
            done -> {})
        .run()
        .forEach(result -> findings.put(result.check(), result.finding()));
    return findings;
  }

  private void offer(String capability) {
    azure.on(
        "GET",
        SUBSCRIPTION
            + "/providers/Microsoft.DBforPostgreSQL/locations/"
            + settings.get("location")
            + "/capabilities",
        200,
        list(capability.replace("@geo", "Enabled")));
  }

  /** Sets the resources of the group, by id, for lists that are filtered by type. */
  private static void resources(Map<String, String> byId) {
    azure.on(
        "GET",
        GROUP + "/resources",
        request -> {
          Matcher filter = TYPE_FILTER.matcher(request.getRequestURI().getQuery());
          assertThat(filter.find()).as("a filter by type").isTrue();
          return AzureServer.asSignedIn(
              request,
              AzureServer.Answer.json(
                  200,
                  list(
                      byId.keySet().stream()
                          .filter(id -> id.contains("/providers/" + filter.group(1) + "/"))
                          .map(byId::get)
                          .toArray(String[]::new))));
        });
  }

  private static void deployed(String location, String mode) {
    resources(Map.of());
    azure.on(
        "GET",
        SUBSCRIPTION + "/resourceGroups",
        200,
        list(
            "{\"name\": \"NetworkWatcherRG\", \"location\": \"westeurope\"}",
            "{\"id\": \"%s\", \"name\": \"rg-qdeck-prod-sec-12345\", \"location\": \"%s\"}"
                .formatted(GROUP, location)));
    azure.on("GET", GROUP + HealthyAzure.PERMISSIONS, 200, HealthyAzure.role("[\"*\"]", "[]"));
    azure.on(
        "GET",
        SERVERS,
        200,
        list(
            """
            {"id": "/of/psql", "sku": {"name": "Standard_D4ds_v5"}, "properties": {"version": "16",
              "storage": {"storageSizeGB": 256}, "backup": {"geoRedundantBackup": "Enabled"},
              "highAvailability": {"mode": "%s"}}}
            """
                .formatted(mode)));
  }

  /** The properties without a feature are those that the specification calls deprecated. */
  private static String region(String zoneRedundant, String... modes) {
    return """
    {"name": "FlexibleServerCapabilities", "geoBackupSupported": "@geo",
      "zoneRedundantHaSupported": "Enabled",
      "zoneRedundantHaAndGeoBackupSupported": "Enabled", "restricted": "Disabled",
      "supportedFeatures": [{"name": "ZoneRedundantHa", "status": "%s"}],
      "supportedServerVersions": [{"name": "16"}, {"name": "17"},
        {"name": "18", "status": "Disabled"}],
      "supportedServerEditions": [{"name": "GeneralPurpose",
        "supportedStorageEditions": [{"name": "ManagedDisk",
          "supportedStorageMb": [{"storageSizeMb": 131072}, {"storageSizeMb": 262144}]}],
        "supportedServerSkus": [{"name": "Standard_D4ds_v5", "supportedHaMode": [%s]}]}]}
    """
        .formatted(
            zoneRedundant, Stream.of(modes).map(mode -> '"' + mode + '"').collect(joining(", ")));
  }

  private static String subscriptions(String... ids) {
    return list(
        Stream.of(ids).map(id -> "{\"subscriptionId\": \"" + id + "\"}").toArray(String[]::new));
  }

  private static String list(String... values) {
    return "{\"value\": [" + String.join(", ", List.of(values)) + "]}";
  }
}
