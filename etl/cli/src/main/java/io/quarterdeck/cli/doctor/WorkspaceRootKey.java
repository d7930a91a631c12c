package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import io.quarterdeck.azure.access.JsonFields;
import java.util.Optional;

/** Reads how the root storage (DBFS root) of a Databricks workspace is encrypted. */
final class WorkspaceRootKey {
  private WorkspaceRootKey() {}

  /** Whether the workspace is prepared for a customer-managed key. */
  static boolean isPrepared(GenericResourceInner workspace) {
    return JsonFields.of(workspace.properties())
        .text("parameters", "prepareEncryption", "value")
        .equals(Optional.of("true"));
  }

  /** Whether a customer-managed key encrypts the root storage. */
  static boolean isUsed(GenericResourceInner workspace) {
    return JsonFields.of(workspace.properties())
        .text("parameters", "encryption", "value", "keySource")
        .equals(Optional.of("Microsoft.Keyvault"));
  }
}
