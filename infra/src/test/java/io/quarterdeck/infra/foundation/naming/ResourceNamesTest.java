package io.quarterdeck.infra.foundation.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.settings.EnvironmentSettings;
import io.quarterdeck.infra.settings.Region;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceNamesTest {
  private static ResourceNames names(
      String workload, String environment, Region region, String subscription) {
    return ResourceNames.of(
        new EnvironmentSettings(
            workload, environment, false, region, "owner", "centre", "revision", Optional.empty()),
        subscription);
  }

  @Test
  void aNameContainsKindEnvironmentAndRegion() {
    ResourceNames names = names("qdeck", "dev", Region.WEST_EUROPE, "subscription");
    assertThat(names.of("vnet")).matches("vnet-qdeck-dev-weu-[0-9a-f]{5}");
    assertThat(names.of("id", "job")).matches("id-qdeck-dev-weu-[0-9a-f]{5}-job");
    assertThat(names.storageAccount("st")).matches("stqdeckdevweu[0-9a-f]{5}");
  }

  @Test
  void theLongestNamesAreWithinTheLimits() {
    for (Region region : Region.values()) {
      ResourceNames names = names("abcde", "fghij", region, "subscription");
      assertThat(names.of("kv"))
          .hasSizeLessThanOrEqualTo(24)
          .matches("[a-zA-Z][a-zA-Z0-9-]*[a-z0-9]");
      assertThat(names.storageAccount("stlog"))
          .hasSizeLessThanOrEqualTo(24)
          .matches("[a-z0-9]{3,24}");
    }
  }

  @Test
  void equalPartsProduceEqualNamesAndDifferentPartsDifferentNames() {
    String name = names("qdeck", "dev", Region.WEST_EUROPE, "one").of("kv");
    assertThat(names("qdeck", "dev", Region.WEST_EUROPE, "one").of("kv")).isEqualTo(name);
    assertThat(names("qdeck", "dev", Region.WEST_EUROPE, "two").of("kv")).isNotEqualTo(name);
  }
}
