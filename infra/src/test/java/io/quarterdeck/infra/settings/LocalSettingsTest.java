package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.StackFile;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The stack local is a rehearsal of dev, so only names and sizes differ. */
class LocalSettingsTest {
  /**
   * Names, and ids of the tenant. The ids of dev are those of your tenant, so its file has none.
   */
  private static final Set<String> NAMES =
      Set.of(
          "environment",
          "owner",
          "costCentre",
          "postgresAdministrator",
          "operatorsGroupId",
          "operatorsGroupName",
          "dataIdentityId",
          "dataIdentityName",
          "dataIdentityClientId",
          "databricksPrincipalId",
          "alertEmails");

  private static final Set<String> SIZES = Set.of("postgresSku", "monthlyBudget");

  @Test
  void theSettingsOfLocalDifferFromThoseOfDevInNamesAndSizesOnly() {
    Map<String, String> local = StackFile.read("local");
    Map<String, String> dev = StackFile.read("dev");
    Set<String> different = new TreeSet<>(local.keySet());
    different.addAll(dev.keySet());
    different.removeIf(key -> Objects.equals(local.get(key), dev.get(key)));

    different.removeAll(NAMES);
    different.removeAll(SIZES);

    assertThat(different).isEmpty();
  }
}
