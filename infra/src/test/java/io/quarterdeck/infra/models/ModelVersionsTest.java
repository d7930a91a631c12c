package io.quarterdeck.infra.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Checks that each model describes the API version of the program's requests. */
class ModelVersionsTest {
  /**
   * The models whose version differs from the table. No registry has a package of Microsoft for
   * operationalinsights 2023-09-01. The newest package in Maven is 1.1.0 with 2022-10-01. The
   * packages in PyPI and npm have 2022-10-01 or 2025-07-01. Both versions define the same writable
   * properties of a workspace. Source: Azure/bicep-types-az, commit 1f896de2,
   * Microsoft.OperationalInsights, generated from Azure/azure-rest-api-specs, Workspaces.json.
   */
  private static final Map<String, String> EQUAL_BUT_OLDER =
      Map.of("operationalinsights:Workspace", "2022-10-01 instead of 2023-09-01");

  @Test
  void eachModelHasTheApiVersionOfTheTable() {
    Map<String, String> others = new TreeMap<>();
    Models.all()
        .forEach(
            (token, model) -> {
              String version = ApiVersions.of("azure-native:" + token).version();
              if (!model.apiVersion().equals(version)) {
                others.put(token, model.apiVersion() + " instead of " + version);
              }
            });
    assertThat(others)
        .as(
            "models of other versions: set the version of the library in pom.xml, or that of the"
                + " Python package in tools/published-requests.json")
        .isEqualTo(EQUAL_BUT_OLDER);
  }

  @Test
  void eachTypeOfTheProgramHasAModel() {
    assertThat(ArmTypes.all()).hasSizeGreaterThan(30);
    assertThat(Models.all().keySet())
        .containsAll(ArmTypes.all().stream().map(ArmType::token).toList());
  }
}
