package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.ContainersCheck;
import io.quarterdeck.cli.doctor.SystemChecks;
import io.quarterdeck.contract.PlatformSystemName;
import java.util.List;

/** The checks of the batch system: whether the container for exports exists. */
public final class BatchChecks implements SystemChecks {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.BATCH;
  }

  @Override
  public List<Check> checks(OutputValues outputs, ManagementClients clients) {
    return List.of(
        new ContainersCheck(
            "curated container", outputs, List.of(outputs.requireBatch().curated()), clients));
  }
}
