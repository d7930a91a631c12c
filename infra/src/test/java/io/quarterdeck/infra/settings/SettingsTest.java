package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.infra.graph.StackFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void pulumi_yaml_declares_every_setting_with_the_kind_and_default_of_the_code() {
    Problems problems = new Problems("test");
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

  /** The description's last sentence, where it says what kind of value the setting takes. */
  private static String end(Object description) {
    return List.of("True or false.", "A whole number.", "A list.", "Must be set.").stream()
        .filter(description.toString()::endsWith)
        .findFirst()
        .orElse("");
  }

  /** Pulumi would refuse a value of another type before the program runs, and give no command. */
  @Test
  void pulumi_yaml_leaves_the_check_of_values_to_the_program() {
    StackFile.declared()
        .forEach(
            (key, setting) ->
                assertThat(setting.keySet().stream().map(Object::toString))
                    .as(key)
                    .containsExactlyInAnyOrder("default", "description"));
  }

  @Test
  void pulumi_yaml_describes_every_setting_in_a_sentence() {
    StackFile.declared()
        .forEach(
            (key, setting) ->
                assertThat((String) setting.get("description")).as(key).isNotBlank().endsWith("."));
  }

  @Test
  void the_stack_files_set_nothing_that_does_not_exist() {
    for (String stack : List.of("local", "dev", "prod")) {
      assertThat(StackFile.declared().keySet()).containsAll(StackFile.read(stack).keySet());
    }
  }

  @Test
  void settings_of_a_stack_become_records() {
    Settings dev = Settings.read(StackFile.source(StackFile.read("dev")));
    assertThat(dev.environment().name()).isEqualTo("dev");
    assertThat(dev.environment().region()).isEqualTo(Region.WEST_EUROPE);
    assertThat(dev.environment().production()).isFalse();
    assertThat(dev.network().databricksPublic()).hasToString("10.40.0.0/23");
    assertThat(dev.postgres().sku().tier()).isEqualTo(PostgresSku.Tier.BURSTABLE);
    assertThat(dev.monitoring().emails()).containsExactly("data-platform@example.com");
    assertThat(dev.replaceable()).isEmpty();
  }

  @Test
  void all_problems_are_said_together_each_with_its_command() {
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
                                    "Run: pulumi config set quarterdeck:location westeurope --stack test"))
                    .contains(
                        "Cannot use the setting workload: found 'quarterdeck'; expected 1 to 5"
                            + " lower-case letters and digits, a letter first (names of storage"
                            + " accounts and vaults end at 24). Run: pulumi config set"
                            + " quarterdeck:workload qdeck --stack test",
                        "Cannot use the setting databricksPublicSubnet: found '10.41.0.0/27';"
                            + " expected /26 or larger. Run: pulumi config set"
                            + " quarterdeck:databricksPublicSubnet 10.41.0.0/23 --stack test",
                        "Cannot use the setting agentsSubnet: found '10.41.4.32/27'; expected no"
                            + " overlap with privateEndpointsSubnet, which is 10.41.4.32/27. Run:"
                            + " pulumi config set quarterdeck:agentsSubnet 10.41.4.64/27 --stack test",
                        "Cannot use the setting postgresHighAvailability: found 'no'; expected"
                            + " true or false. Run: pulumi config set"
                            + " quarterdeck:postgresHighAvailability true --stack test",
                        "Cannot use the setting flowLogDays: found 'a week'; expected a whole"
                            + " number from 1 to 365. Run: pulumi config set"
                            + " quarterdeck:flowLogDays 90 --stack test",
                        "Cannot use the setting alertEmails: found nothing; expected at least one"
                            + " address, as the budget and the alerts need someone who reads them."
                            + " Run: pulumi config set --path 'quarterdeck:alertEmails[0]'"
                            + " data-platform@example.com --stack test",
                        "Cannot use the setting accessMode: found 'public'; expected private, as"
                            + " production is true. Run: pulumi config set quarterdeck:accessMode"
                            + " private --stack test")
                    .hasSize(9));
  }
}
