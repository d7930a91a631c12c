package io.quarterdeck.azure.datafactory;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.msi.fluent.models.SystemAssignedIdentityInner;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.loader.failure.Failure;
import java.util.Optional;

/**
 * The identity of a stack's data factory, as Databricks names it: by its application id. The
 * outputs of the stack contain the object id only. Resource Manager knows both ("System Assigned
 * Identities - Get By Scope", REST reference of managed identities), and a reader of the factory
 * may read them, without rights in the directory.
 *
 * @param access the access to Resource Manager
 * @param outputs the outputs of the stack
 */
public record FactoryApplication(AzureAccess access, OutputValues outputs) {
  /**
   * Returns the identity; empty if the stack does not have the system lakehouse.
   *
   * @throws Failure if the identity cannot be read
   */
  public Optional<WorkspacePrincipal> principal() {
    return outputs.lakehouse().map(OutputValues.Lakehouse::factoryId).map(this::read);
  }

  private WorkspacePrincipal read(String factoryId) {
    try {
      SystemAssignedIdentityInner identity =
          new ManagementClients(access)
              .identities(outputs.subscriptionId())
              .getSystemAssignedIdentities()
              // The library adds the slash before the scope.
              .getByScope(factoryId.substring(1));
      return new WorkspacePrincipal(identity.clientId().toString());
    } catch (HttpResponseException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the identity of the data factory %s: %s; expected its application id. Check"
              + " that you have the role Reader on the resource group %s.",
          factoryId.substring(factoryId.lastIndexOf('/') + 1),
          e.getMessage(),
          outputs.resourceGroup());
    }
  }
}
