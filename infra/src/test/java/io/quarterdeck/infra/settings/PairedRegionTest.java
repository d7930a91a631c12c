package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.PairedRegion;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairedRegionTest {
  @ParameterizedTest
  @EnumSource(Region.class)
  void everyRegionWithAPairHasAnotherRegionAsItsPair(Region region) {
    assertThat(PairedRegion.of(region.location()).isPresent()).isEqualTo(region.hasPair());
    assertThat(PairedRegion.of(region.location())).isNotEqualTo(Optional.of(region.location()));
  }
}
