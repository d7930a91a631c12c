package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.infra.graph.StackFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @Test
  void pulumiYamlDeclaresEverySettingWithTheTypeAndDefaultOfTheCode() {
    SettingsProblems problems = new SettingsProblems("test");
    Fields fields = new Fields(StackFile.source(Map.of()), problems);
    Settings.read(fields, problems);

    Map<String, String> code = new TreeMap<>();
    for (Fields.Declared setting : fields.declared()) {
      String end = setting.fallback().isPresent() ? setting.type() : "Must be set.";
      code.put(setting.key(), setting.fallback().orElse("") + " " + end);
    }
    Map<String, String> file = new TreeMap<>();
    StackFile.declared()
        .forEach(
            (key, setting) ->
                file.put(
                    key,
                    StackFile.text(setting.get("default"))
                        + " "
                        + end(setting.get("description"))));
    assertThat(file).isEqualTo(code);
  }

  /** Returns the last sentence of a description, if it names the type of the setting. */
  private static String end(Object description) {
    return List.of("True or false.", "A whole number.", "A list.", "Must be set.").stream()
        .filter(description.toString()::endsWith)
        .findFirst()
        .orElse("");
  }

  /**
   * With a declared type, Pulumi would refuse a wrong value before the program runs, without
   * showing a command.
   */
  @Test
  void pulumiYamlLeavesValidationToTheProgram() {
    StackFile.declared()
        .forEach(
            (key, setting) ->
                assertThat(setting.keySet().stream().map(Object::toString))
                    .as(key)
                    .containsExactlyInAnyOrder("default", "description"));
  }

  @Test
  void pulumiYamlDescribesEverySettingInASentence() {
    StackFile.declared()
        .forEach(
            (key, setting) ->
                assertThat((String) setting.get("description")).as(key).isNotBlank().endsWith("."));
  }

  @Test
  void theStackFilesSetOnlyKnownSettings() {
    for (String stack : List.of("local", "dev", "prod")) {
      assertThat(StackFile.declared().keySet()).containsAll(StackFile.read(stack).keySet());
    }
  }

  @Test
  void settingsOfAStackBecomeRecords() {
    Settings dev = Settings.read(StackFile.source(StackFile.read("dev")));
    assertThat(dev.environment().name()).isEqualTo("dev");
    assertThat(dev.environment().region()).isEqualTo(Region.SWEDEN_CENTRAL);
    assertThat(dev.environment().production()).isFalse();
    assertThat(dev.network().databricksPublic()).hasToString("10.40.0.0/23");
    assertThat(dev.postgres().sku().tier()).isEqualTo(PostgresSku.Tier.BURSTABLE);
    assertThat(dev.monitoring().emails()).containsExactly("data-platform@example.com");
    assertThat(dev.replaceable()).isEmpty();
    assertThat(dev.systems()).containsExactly(PlatformSystemName.BATCH);
  }

  @Test
  void reportsAllProblemsAtOnceEachWithItsCommand() {
    Map<String, String> settings = new TreeMap<>(StackFile.read("prod"));
    settings.put("workload", "quarterdeck");
    settings.put("location", "atlantis");
    settings.put("databricksPublicSubnet", "10.41.0.0/27");
    settings.put("agentsSubnet", "10.41.4.32/27");
    settings.put("accessMode", "public");
    settings.put("postgresHighAvailability", "no");
    settings.put("alertEmails", "[]");
    settings.put("flowLogDays", "a week");
    assertThatThrownBy(() -> Settings.read(StackFile.source(settings)))
        .isInstanceOfSatisfying(
            InvalidSettings.class,
            invalid ->
                assertThat(invalid.problems())
                    .anySatisfy(
                        problem ->
                            assertThat(problem)
                                .startsWith("Cannot use the setting location: found 'atlantis';")
                                .endsWith(
                                    "Run: pulumi config set quarterdeck:location swedencentral --stack test"))
                    .contains(
                        "Cannot use the setting workload: found 'quarterdeck'; expected 1 to 5"
                            + " lower-case letters and digits that start with a letter, because names of"
                            + " storage accounts and vaults have at most 24 characters. Run: pulumi config set"
                            + " quarterdeck:workload qdeck --stack test",
                        "Cannot use the setting databricksPublicSubnet: found '10.41.0.0/27';"
                            + " expected /26 or larger. Run: pulumi config set"
                            + " quarterdeck:databricksPublicSubnet 10.41.0.0/23 --stack test",
                        "Cannot use the setting agentsSubnet: found '10.41.4.32/27'; expected no"
                            + " overlap with privateEndpointsSubnet, which is 10.41.4.32/27. Run:"
                            + " pulumi config set quarterdeck:agentsSubnet 10.41.4.64/27 --stack test",
                        "Cannot use the setting postgresHighAvailability: found 'no'; expected"
                            + " one of none, sameZone, zoneRedundant. Run: pulumi config set"
                            + " quarterdeck:postgresHighAvailability zoneRedundant --stack test",
                        "Cannot use the setting flowLogDays: found 'a week'; expected a whole"
                            + " number from 1 to 365. Run: pulumi config set"
                            + " quarterdeck:flowLogDays 90 --stack test",
                        "Cannot use the setting alertEmails: found nothing; expected at least one"
                            + " address, because the budget and the alerts need a recipient."
                            + " Run: pulumi config set --path 'quarterdeck:alertEmails[0]'"
                            + " data-platform@example.com --stack test",
                        "Cannot use the setting accessMode: found 'public'; expected private, as"
                            + " production is true. Run: pulumi config set quarterdeck:accessMode"
                            + " private --stack test")
                    .hasSize(9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "administrator", "azure_superuser", "root", "guest", "pg_me"})
  void refusesTheAdministratorsThatAzureReserves(String name) {
    Map<String, String> settings = new TreeMap<>(StackFile.read("dev"));
    settings.put("postgresAdministrator", name);
    assertThatThrownBy(() -> Settings.read(StackFile.source(settings)))
        .isInstanceOfSatisfying(
            InvalidSettings.class,
            invalid ->
                assertThat(invalid.problems())
                    .containsExactly(
                        "Cannot use the setting postgresAdministrator: found '"
                            + name
                            + "'; expected a name that Azure does not reserve: not admin,"
                            + " administrator, azure_pg_admin, azure_superuser, guest, public,"
                            + " root, and not starting with pg_. Run: pulumi config set"
                            + " quarterdeck:postgresAdministrator quarterdeck --stack test"));
  }
}
