package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

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
          prod|postgresHighAvailability|false|Cannot use the setting postgresHighAvailability: found false; expected true in production. Run: pulumi config set quarterdeck:postgresHighAvailability true
          prod|postgresGeoBackup|false|Cannot use the setting postgresGeoBackup: found false; expected true in production. Run: pulumi config set quarterdeck:postgresGeoBackup true
          prod|storageReplication|LRS|Cannot use the setting storageReplication: found 'LRS'; expected more than one data centre in production. Run: pulumi config set quarterdeck:storageReplication ZRS
          prod|infrastructureEncryption|false|Cannot use the setting infrastructureEncryption: found false; expected true in production. Run: pulumi config set quarterdeck:infrastructureEncryption true
          prod|allowedCidrs|["203.0.113.0/24"]|Cannot use the setting allowedCidrs: found networks; expected none, as accessMode is private and lets nobody in. Run: pulumi config rm quarterdeck:allowedCidrs
          dev|accessMode|public|Cannot use the setting allowedCidrs: found nothing; expected the networks that public access lets in. Run: pulumi config set --path 'quarterdeck:allowedCidrs[0]' 203.0.113.0/24
          dev|postgresHighAvailability|true|Cannot use the setting postgresSku: found 'Standard_B2s'; expected a D or E size, as burstable servers have no high availability. Run: pulumi config set quarterdeck:postgresSku Standard_D2ds_v5
          dev|postgresAuth|password|Cannot use the setting postgresPassword: found nothing; expected a password, as postgresAuth is password. Run: pulumi config set --secret quarterdeck:postgresPassword
          dev|postgresSku|Standard_D3ds_v5|Cannot use the setting postgresSku: found 'Standard_D3ds_v5'; expected a size that flexible server has, such as Standard_B2s, Standard_D4ds_v5, Standard_E8ds_v5. Run: pulumi config set quarterdeck:postgresSku Standard_D4ds_v5
          dev|postgresStorageGiB|100|Cannot use the setting postgresStorageGiB: found '100'; expected one of 32, 64, 128 and so on, doubling to 16384. Run: pulumi config set quarterdeck:postgresStorageGiB 128
          dev|trafficAnalyticsMinutes|30|Cannot use the setting trafficAnalyticsMinutes: found '30'; expected 10 or 60. Run: pulumi config set quarterdeck:trafficAnalyticsMinutes 60
          dev|addressSpace|10.40.0.0/25|Cannot use the setting addressSpace: found '10.40.0.0/25'; expected /24 or larger, as Databricks wants its virtual network. Run: pulumi config set quarterdeck:addressSpace 10.40.0.0/21
          dev|agentsSubnet|10.50.0.0/27|Cannot use the setting agentsSubnet: found '10.50.0.0/27'; expected a network inside addressSpace, which is 10.40.0.0/21. Run: pulumi config set quarterdeck:agentsSubnet 10.40.4.64/27
          dev|operatorsGroupId|11111111-2222-3333-4444-555555555555|Cannot use the setting operatorsGroupName: found nothing; expected a value, as operatorsGroupId is set. Run: pulumi config set quarterdeck:operatorsGroupName VALUE
          dev|monthlyBudget|0|Cannot use the setting monthlyBudget: found '0'; expected a whole number from 1 to 1000000000. Run: pulumi config set quarterdeck:monthlyBudget 2500
          dev|allowReplace|["everything"]|Cannot use the setting allowReplace: found 'everything'; expected any of storage, vault, postgres, databricks. Run: pulumi config set --path 'quarterdeck:allowReplace[0]' storage
          dev|alertEmails|["nobody"]|Cannot use the setting alertEmails: found 'nobody'; expected e-mail addresses. Run: pulumi config set --path 'quarterdeck:alertEmails[0]' data-platform@example.com
          """)
  void a_rule_that_is_broken_says_how_to_mend_it(
      String stack, String setting, String value, String said) {
    Map<String, String> settings = new TreeMap<>(StackFile.read(stack));
    settings.put(setting, value);
    assertThat(problems(settings)).contains(said);
  }

  @Test
  void a_region_without_zones_or_a_pair_refuses_what_needs_them() {
    Map<String, String> settings = new TreeMap<>(StackFile.read("prod"));
    settings.put("location", "westus");
    assertThat(problems(settings))
        .anyMatch(
            problem -> problem.contains("westus has no availability zones: LRS, GRS or RAGRS"))
        .anyMatch(problem -> problem.contains("false, as westus has no availability zones"));
    settings.put("location", "italynorth");
    assertThat(problems(settings))
        .anyMatch(problem -> problem.contains("italynorth has no paired region: LRS or ZRS"))
        .anyMatch(problem -> problem.contains("false, as italynorth has no paired region"));
  }

  @Test
  void short_names_of_regions_are_unique_and_three_characters_long() {
    List<String> names = Arrays.stream(Region.values()).map(Region::shortName).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9]{2}"));
  }

  private static List<String> problems(Map<String, String> settings) {
    Problems problems = new Problems();
    Settings.read(new Fields(StackFile.source(settings), problems), problems);
    return problems.messages();
  }
}
