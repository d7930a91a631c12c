package io.quarterdeck.azure.databricks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.RuntimeEngine;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabricksUnitsTest {
  @ParameterizedTest
  @CsvSource({
    "Standard_D4ds_v5,  STANDARD, 1, 3600, 2.0",
    "Standard_D4ds_v5,  STANDARD, 1,  600, 0.3333",
    "Standard_D4ds_v5,  PHOTON,   1, 3600, 5.0",
    "Standard_D16ds_v4, STANDARD, 3, 3600, 12.0",
    "Standard_E4ds_v5,  STANDARD, 0, 3600, 1.5"
  })
  void theUnitsAreThoseOfTheMachineSizeForEachMachineAndHour(
      String size, RuntimeEngine engine, long workers, long seconds, double units) {
    assertThat(
            DatabricksUnits.of(
                    new ClusterSpec()
                        .setNodeTypeId(size)
                        .setRuntimeEngine(engine)
                        .setNumWorkers(workers),
                    Duration.ofSeconds(seconds))
                .orElseThrow())
        .isCloseTo(units, offset(0.0001));
  }

  @Test
  void aSizeThatTheTableDoesNotHaveIsNotEstimated() {
    assertThat(
            DatabricksUnits.of(
                new ClusterSpec().setNodeTypeId("Standard_D4ds_v9"), Duration.ofHours(1)))
        .isEmpty();
  }
}
