package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that containers of the lake exist.
 *
 * @param name the name of the check
 * @param account the resource id of the storage account
 * @param containers the names of the containers
 */
public record ContainersCheck(
    String name, String account, List<String> containers, ResourceManager manager)
    implements Check {
  @Override
  public List<String> needs() {
    return List.of(ResourceChecks.STORAGE_ACCOUNT);
  }

  @Override
  public Finding look() {
    List<String> missing = new ArrayList<>();
    String advice = "";
    for (String container : containers) {
      ArmAnswer answer =
          manager.get(
              account + "/blobServices/default/containers/" + container,
              ResourceChecks.STORAGE_VERSION);
      if (!answer.succeeded()) {
        Finding refused = Refused.finding(answer, RecreateAdvice.of(manager.endpoint()));
        missing.add("the container " + container + ": " + refused.found());
        advice = refused.advice();
      }
    }
    return missing.isEmpty()
        ? Finding.ok(String.join(", ", containers))
        : Finding.failed(String.join("; ", missing), advice);
  }
}
