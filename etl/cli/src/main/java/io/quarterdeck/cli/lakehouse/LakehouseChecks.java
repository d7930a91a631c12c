package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputValues.Lakehouse;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.ContainersCheck;
import io.quarterdeck.cli.doctor.ResourceCheck;
import io.quarterdeck.cli.doctor.SystemChecks;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.contract.PlatformSystemName;
import java.util.List;

/**
 * The checks of the lakehouse system: whether the container of the tables and the data factory
 * exist.
 */
public final class LakehouseChecks implements SystemChecks {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.LAKEHOUSE;
  }

  @Override
  public List<Check> checks(OutputValues outputs, ManagementClients clients) {
    Lakehouse lakehouse = outputs.requireLakehouse();
    return List.of(
        new ContainersCheck("lake container", outputs, List.of(lakehouse.container()), clients),
        new ResourceCheck(
            "data factory",
            lakehouse.factoryId(),
            ApiVersions.of("azure-native:datafactory:Factory").version(),
            clients));
  }

  @Override
  public List<String> providers() {
    return List.of("Microsoft.DataFactory");
  }
}
