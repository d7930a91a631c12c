package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.outputs.OutputValues.Lake;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that the lake's four containers exist.
 *
 * @param account the resource id of the storage account
 */
record ContainersCheck(String account, Lake lake, ResourceManager manager) implements Check {
  @Override
  public String name() {
    return "containers";
  }

  @Override
  public List<String> needs() {
    return List.of(ResourceChecks.STORAGE_ACCOUNT);
  }

  @Override
  public Finding look() {
    List<String> names =
        List.of(lake.landing(), lake.curated(), lake.quarantine(), lake.artifacts());
    List<String> missing = new ArrayList<>();
    String advice = "";
    for (String name : names) {
      ArmAnswer answer =
          manager.get(
              account + "/blobServices/default/containers/" + name, ResourceChecks.STORAGE_VERSION);
      if (!answer.succeeded()) {
        Finding refused = Refused.finding(answer, RecreateAdvice.of(manager.endpoint()));
        missing.add("the container " + name + ": " + refused.found());
        advice = refused.advice();
      }
    }
    return missing.isEmpty()
        ? Finding.ok(String.join(", ", names))
        : Finding.failed(String.join("; ", missing), advice);
  }
}
