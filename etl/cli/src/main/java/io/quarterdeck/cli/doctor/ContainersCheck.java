package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.storage.fluent.BlobContainersClient;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that containers of the lake exist.
 *
 * @param name the name of the check
 * @param outputs contains the storage account
 * @param containers the names of the containers
 */
public record ContainersCheck(
    String name, OutputValues outputs, List<String> containers, ManagementClients clients)
    implements Check {
  @Override
  public List<String> needs() {
    return List.of(ResourceChecks.STORAGE_ACCOUNT);
  }

  @Override
  public Finding look() {
    List<String> missing = new ArrayList<>();
    String advice = "";
    BlobContainersClient client = clients.storage(outputs.subscriptionId()).getBlobContainers();
    for (String container : containers) {
      try {
        client.get(outputs.resourceGroup(), outputs.lake().account(), container);
      } catch (HttpResponseException e) {
        Finding refused = Refused.finding(e, RecreateAdvice.of(clients.endpoint()));
        missing.add("the container " + container + ": " + refused.found());
        advice = refused.advice();
      }
    }
    return missing.isEmpty()
        ? Finding.ok(String.join(", ", containers))
        : Finding.failed(String.join("; ", missing), advice);
  }
}
