package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import java.util.Optional;

/** Reads how the root storage (DBFS root) of a Databricks workspace is encrypted. */
final class WorkspaceRootKey {
  private WorkspaceRootKey() {}

  /** Whether the workspace is prepared for a customer-managed key. */
  static boolean isPrepared(ArmAnswer workspace) {
    return workspace
        .text("properties", "parameters", "prepareEncryption", "value")
        .equals(Optional.of("true"));
  }

  /** Whether a customer-managed key encrypts the root storage. */
  static boolean isUsed(ArmAnswer workspace) {
    return workspace
        .text("properties", "parameters", "encryption", "value", "keySource")
        .equals(Optional.of("Microsoft.Keyvault"));
  }
}
