package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.infra.graph.StackFile;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prod|postgresHighAvailability|none|Cannot use the setting postgresHighAvailability: found 'none'; expected zoneRedundant or sameZone in production. Run: pulumi config set quarterdeck:postgresHighAvailability zoneRedundant --stack test
          prod|postgresHighAvailability|true|Cannot use the setting postgresHighAvailability: found 'true'; expected zoneRedundant, which replaces true. Run: pulumi config set quarterdeck:postgresHighAvailability zoneRedundant --stack test
          dev|postgresHighAvailability|false|Cannot use the setting postgresHighAvailability: found 'false'; expected none, which replaces false. Run: pulumi config set quarterdeck:postgresHighAvailability none --stack test
          prod|postgresGeoBackup|false|Cannot use the setting postgresGeoBackup: found false; expected true in production. Run: pulumi config set quarterdeck:postgresGeoBackup true --stack test
          prod|storageReplication|LRS|Cannot use the setting storageReplication: found 'LRS'; expected more than one data centre in production. Run: pulumi config set quarterdeck:storageReplication ZRS --stack test
          prod|infrastructureEncryption|false|Cannot use the setting infrastructureEncryption: found false; expected true in production. Run: pulumi config set quarterdeck:infrastructureEncryption true --stack test
          prod|databricksPrincipalId||Cannot use the setting databricksPrincipalId: found nothing; expected the object id of the application AzureDatabricks in your tenant, as customerManagedKeys is true. Run: pulumi config set quarterdeck:databricksPrincipalId "$(az ad sp show --id 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id --output tsv)" --stack test
          dev|databricksPrincipalId|AzureDatabricks|Cannot use the setting databricksPrincipalId: found 'AzureDatabricks'; expected the object id of the application AzureDatabricks in your tenant, a lower-case UUID. Run: pulumi config set quarterdeck:databricksPrincipalId "$(az ad sp show --id 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id --output tsv)" --stack test
          dev|databricksRootKey|later|Cannot use the setting databricksRootKey: found 'later'; expected one of prepare, use. Run: pulumi config set quarterdeck:databricksRootKey use --stack test
          prod|allowedCidrs|["203.0.113.0/24"]|Cannot use the setting allowedCidrs: found networks; expected none, because accessMode is private and allows no external network. Run: pulumi config rm quarterdeck:allowedCidrs --stack test
          dev|accessMode|public|Cannot use the setting allowedCidrs: found nothing; expected the networks that have public access. Run: pulumi config set --path 'quarterdeck:allowedCidrs[0]' 203.0.113.0/24 --stack test
          dev|postgresHighAvailability|sameZone|Cannot use the setting postgresSku: found 'Standard_B2s'; expected a D or E size, because burstable servers do not support high availability. Run: pulumi config set quarterdeck:postgresSku Standard_D2ds_v5 --stack test
          dev|postgresAuth|password|Cannot use the setting postgresPassword: found nothing; expected a password, as postgresAuth is password. Run: pulumi config set --secret quarterdeck:postgresPassword --stack test
          dev|postgresSku|Standard_D3ds_v5|Cannot use the setting postgresSku: found 'Standard_D3ds_v5'; expected a size of flexible server, such as Standard_B2s, Standard_D4ds_v5, Standard_E8ds_v5. Run: pulumi config set quarterdeck:postgresSku Standard_D4ds_v5 --stack test
          dev|postgresStorageGiB|100|Cannot use the setting postgresStorageGiB: found '100'; expected a power of two from 32 to 16384. Run: pulumi config set quarterdeck:postgresStorageGiB 128 --stack test
          dev|trafficAnalyticsMinutes|30|Cannot use the setting trafficAnalyticsMinutes: found '30'; expected 10 or 60. Run: pulumi config set quarterdeck:trafficAnalyticsMinutes 60 --stack test
          dev|addressSpace|10.40.0.0/25|Cannot use the setting addressSpace: found '10.40.0.0/25'; expected /24 or larger, because Databricks requires it. Run: pulumi config set quarterdeck:addressSpace 10.40.0.0/21 --stack test
          dev|dataFactoryRepository|https://gitlab.com/contoso/platform|Cannot use the setting dataFactoryRepository: found 'https://gitlab.com/contoso/platform'; expected the https URL of a repository on github.com or dev.azure.com, without .git. Run: pulumi config set quarterdeck:dataFactoryRepository https://github.com/ORGANIZATION/REPOSITORY --stack test
          dev|dataFactoryRepository|https://github.com/contoso/platform.git|Cannot use the setting dataFactoryRepository: found 'https://github.com/contoso/platform.git'; expected the https URL of a repository on github.com or dev.azure.com, without .git. Run: pulumi config set quarterdeck:dataFactoryRepository https://github.com/ORGANIZATION/REPOSITORY --stack test
          dev|lakehouseSchedule|cron|Cannot use the setting lakehouseSchedule: found 'cron'; expected one of dataFactory, airflow. Run: pulumi config set quarterdeck:lakehouseSchedule dataFactory --stack test
          dev|dataIdentityClientId|loader|Cannot use the setting dataIdentityClientId: found 'loader'; expected the identity's application id, a lower-case UUID. Run: pulumi config set quarterdeck:dataIdentityClientId 11111111-2222-3333-4444-555555555555 --stack test
          dev|sourcePostgresId|psql-shop|Cannot use the setting sourcePostgresId: found 'psql-shop'; expected the resource id of a PostgreSQL flexible server. Run: pulumi config set quarterdeck:sourcePostgresId "$(az postgres flexible-server show --resource-group GROUP --name NAME --query id --output tsv)" --stack test
          dev|systems|["batch","warehouse"]|Cannot use the setting systems: found 'warehouse'; expected any of batch, lakehouse, streaming. Run: pulumi config set --path 'quarterdeck:systems[0]' batch --stack test
          dev|agentsSubnet|10.50.0.0/27|Cannot use the setting agentsSubnet: found '10.50.0.0/27'; expected a network inside addressSpace, which is 10.40.0.0/21. Run: pulumi config set quarterdeck:agentsSubnet 10.40.4.64/27 --stack test
          dev|clientCidrs|["10.50.0.1/16"]|Cannot use the setting clientCidrs: found '10.50.0.1/16'; expected an IPv4 network such as 10.50.0.0/16. Run: pulumi config set --path 'quarterdeck:clientCidrs[0]' 10.50.0.0/16 --stack test
          dev|clientCidrs|["192.168.7.0/24","0.0.0.0/0"]|Cannot use the setting clientCidrs: found '0.0.0.0/0'; expected a private network, which is within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, because public networks belong in allowedCidrs. Run: pulumi config set --path 'quarterdeck:clientCidrs[1]' 10.50.0.0/16 --stack test
          dev|clientCidrs|["203.0.113.0/24"]|Cannot use the setting clientCidrs: found '203.0.113.0/24'; expected a private network, which is within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, because public networks belong in allowedCidrs. Run: pulumi config set --path 'quarterdeck:clientCidrs[0]' 10.50.0.0/16 --stack test
          dev|clientCidrs|["10.0.0.0/8"]|Cannot use the setting clientCidrs: found '10.0.0.0/8'; expected no overlap with addressSpace, which is 10.40.0.0/21, because Azure does not connect networks that overlap. Run: pulumi config set --path 'quarterdeck:clientCidrs[0]' 10.50.0.0/16 --stack test
          dev|clientCidrs|["10.50.0.0/16","10.50.7.0/24"]|Cannot use the setting clientCidrs: found '10.50.7.0/24'; expected no overlap with 10.50.0.0/16, which the list also contains. Run: pulumi config set --path 'quarterdeck:clientCidrs[1]' 10.50.0.0/16 --stack test
          dev|clientNetworkIds|["vnet-hub"]|Cannot use the setting clientNetworkIds: found 'vnet-hub'; expected the id of a virtual network. Run: pulumi config set --path 'quarterdeck:clientNetworkIds[0]' "$(az network vnet show --resource-group GROUP --name NAME --query id --output tsv)" --stack test
          dev|clientNetworkIds|["/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub","/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/RG-HUB/providers/Microsoft.Network/virtualNetworks/vnet-hub"]|Cannot use the setting clientNetworkIds: found '/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/RG-HUB/providers/Microsoft.Network/virtualNetworks/vnet-hub' twice; expected each network once. Run: pulumi config rm --path 'quarterdeck:clientNetworkIds[1]' --stack test
          dev|operatorsGroupId|11111111-2222-3333-4444-555555555555|Cannot use the setting operatorsGroupName: found nothing; expected a value, as operatorsGroupId is set. Run: pulumi config set quarterdeck:operatorsGroupName VALUE --stack test
          dev|dataIdentityId|11111111-2222-3333-4444-555555555555|Cannot use the setting dataIdentityName: found nothing; expected a value, as dataIdentityId is set. Run: pulumi config set quarterdeck:dataIdentityName VALUE --stack test
          dev|monthlyBudget|0|Cannot use the setting monthlyBudget: found '0'; expected a whole number from 1 to 1000000000. Run: pulumi config set quarterdeck:monthlyBudget 2500 --stack test
          dev|allowReplace|["everything"]|Cannot use the setting allowReplace: found 'everything'; expected any of storage, vault, postgres, databricks, datafactory, eventhubs. Run: pulumi config set --path 'quarterdeck:allowReplace[0]' storage --stack test
          dev|systems|[]|Cannot use the setting systems: found nothing; expected at least one of batch, lakehouse, streaming. Run: pulumi config set --path 'quarterdeck:systems[0]' batch --stack test
          dev|systems|batch|Cannot use the setting systems: found 'batch'; expected a list of values. Run: pulumi config set --path 'quarterdeck:systems[0]' VALUE --stack test
          dev|subscriptionId|not-a-guid|Cannot use the setting subscriptionId: found 'not-a-guid'; expected the subscription's id, a UUID. Run: pulumi config set quarterdeck:subscriptionId "$(az account show --query id --output tsv)" --stack test
          dev|postgresDatabase|postgres|Cannot use the setting postgresDatabase: found 'postgres'; expected a name other than those of the databases that each server has: postgres, azure_maintenance, azure_sys, template0, template1. Run: pulumi config set quarterdeck:postgresDatabase quarterdeck --stack test
          dev|owner|["a","b"]|Cannot use the setting owner: found '["a","b"]'; expected one value. Run: pulumi config set quarterdeck:owner data-platform@example.com --stack test
          dev|owner||Cannot use the setting owner: found nothing; expected a value. Run: pulumi config set quarterdeck:owner data-platform@example.com --stack test
          dev|alertEmails|[["a"]]|Cannot use the setting alertEmails: found '[["a"]]'; expected a list of values. Run: pulumi config set --path 'quarterdeck:alertEmails[0]' VALUE --stack test
          dev|alertEmails|["nobody"]|Cannot use the setting alertEmails: found 'nobody'; expected e-mail addresses. Run: pulumi config set --path 'quarterdeck:alertEmails[0]' data-platform@example.com --stack test
          """)
  void aViolatedRuleReportsHowToFixIt(String stack, String setting, String value, String said) {
    Map<String, String> settings = new TreeMap<>(StackFile.read(stack));
    settings.put(setting, value);
    assertThat(problems(settings)).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresSKU|Standard_B1ms|one that Pulumi.yaml lists, such as postgresSku. Run: pulumi config rm quarterdeck:postgresSKU --stack test && pulumi config set quarterdeck:postgresSku Standard_B1ms --stack test
          ownr|a team|one that Pulumi.yaml lists, such as owner. Run: pulumi config rm quarterdeck:ownr --stack test && pulumi config set quarterdeck:owner VALUE --stack test
          color|red|one that Pulumi.yaml lists. Run: pulumi config rm quarterdeck:color --stack test
          """)
  void refusesAnUnknownSettingAndSuggestsASimilarName(
      String setting, String value, String expected) {
    Map<String, String> settings = new TreeMap<>(StackFile.read("dev"));
    settings.put(setting, value);
    assertThatThrownBy(() -> Settings.read(StackFile.source(settings)))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageEndingWith(
            "\nCannot use the setting "
                + setting
                + ": found no setting of that name; expected "
                + expected);
  }

  @Test
  void aRegionWithoutZonesOrPairRefusesSettingsThatNeedThem() {
    Map<String, String> settings = new TreeMap<>(StackFile.read("prod"));
    settings.put("location", "westus");
    assertThat(problems(settings))
        .anyMatch(
            problem -> problem.contains("westus has no availability zones: LRS, GRS or RAGRS"))
        .contains(
            "Cannot use the setting postgresHighAvailability: found 'zoneRedundant'; expected"
                + " sameZone, as westus has no availability zones. Run: pulumi config set"
                + " quarterdeck:postgresHighAvailability sameZone --stack test");
    settings.put("postgresHighAvailability", "sameZone");
    assertThat(problems(settings))
        .noneMatch(problem -> problem.contains("postgresHighAvailability"));
    settings.put("location", "italynorth");
    assertThat(problems(settings))
        .anyMatch(problem -> problem.contains("italynorth has no paired region: LRS or ZRS"))
        .anyMatch(problem -> problem.contains("false, as italynorth has no paired region"));
  }

  @Test
  void shortNamesOfRegionsAreUniqueAndThreeCharactersLong() {
    List<String> names = Arrays.stream(Region.values()).map(Region::shortName).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9]{2}"));
  }

  @Test
  void theLakehouseNeedsTheApplicationIdOfAnExistingIdentity() {
    Map<String, String> settings = StackFile.withAllSystems("prod");
    settings.put("dataIdentityId", "11111111-2222-3333-4444-666666666666");
    settings.put("dataIdentityName", "loader");
    assertThat(problems(settings))
        .containsExactly(
            "Cannot use the setting dataIdentityClientId: found nothing; expected the application"
                + " id of the identity dataIdentityId, which publishes the SQL of the lakehouse."
                + " Run: pulumi config set quarterdeck:dataIdentityClientId \"$(az ad sp show --id"
                + " 11111111-2222-3333-4444-666666666666 --query appId --output tsv)\" --stack"
                + " test");
    settings.put("dataIdentityClientId", "11111111-2222-3333-4444-777777777777");
    assertThat(problems(settings)).isEmpty();
  }

  private static List<String> problems(Map<String, String> settings) {
    SettingsProblems problems = new SettingsProblems("test");
    Settings.read(new Fields(StackFile.source(settings), problems), problems);
    return problems.messages();
  }
}
