package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import io.quarterdeck.azure.access.JsonFields;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.RecreateAdvice;

/**
 * Checks that the resource group has the Databricks workspace of the outputs, that Azure has
 * provisioned it, and that the customer-managed key encrypts its root storage if the workspace is
 * prepared for one. The outputs identify the workspace by its numeric id.
 */
record WorkspaceCheck(OutputValues outputs, ManagementClients clients)
    implements CheckInResourceGroup {
  @Override
  public String name() {
    return "databricks workspace";
  }

  @Override
  public Finding look() {
    String expected = outputs.databricks().workspaceId();
    try {
      return new GroupResources(outputs.subscriptionId(), outputs.resourceGroup(), clients)
          .workspaces()
          .filter(workspace -> id(workspace).equals(expected))
          .findFirst()
          .map(WorkspaceCheck::state)
          .orElseGet(
              () ->
                  Finding.failed(
                      "the resource group has none whose workspaceId is " + expected,
                      RecreateAdvice.of(clients.endpoint())));
    } catch (HttpResponseException e) {
      return Refused.finding(e, RecreateAdvice.of(clients.endpoint()));
    }
  }

  private static String id(GenericResourceInner workspace) {
    return JsonFields.of(workspace.properties()).text("workspaceId").orElse("");
  }

  private static Finding state(GenericResourceInner workspace) {
    Finding state = ResourceCheck.state(workspace);
    if (state.status() != Status.OK
        || !WorkspaceRootKey.isPrepared(workspace)
        || WorkspaceRootKey.isUsed(workspace)) {
      return state;
    }
    return Finding.warning(
        state.found() + "; its root storage is not encrypted with its customer-managed key yet",
        "Run pulumi config rm quarterdeck:databricksRootKey --stack NAME, then pulumi up --stack NAME.");
  }
}
