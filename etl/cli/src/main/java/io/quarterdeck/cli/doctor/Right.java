package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import java.util.List;

/**
 * A set of required permissions.
 *
 * @param plane the lists of a role that grant and exclude the actions
 * @param actions the names of Azure's actions
 * @param role the built-in role with the fewest permissions that grants all actions
 */
record Right(Plane plane, List<String> actions, String role) {
  /** Azure grants permissions on a resource and on the data in it separately. */
  enum Plane {
    CONTROL,
    DATA;

    /** Returns the actions that a role grants; null if it grants none. */
    List<String> granted(PermissionInner role) {
      return switch (this) {
        case CONTROL -> role.actions();
        case DATA -> role.dataActions();
      };
    }

    /** Returns the actions that a role excludes; null if it excludes none. */
    List<String> withheld(PermissionInner role) {
      return switch (this) {
        case CONTROL -> role.notActions();
        case DATA -> role.notDataActions();
      };
    }
  }

  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  /** Read, write and delete blobs. */
  static final Right BLOB_DATA =
      new Right(
          Plane.DATA,
          List.of(BLOBS + "read", BLOBS + "write", BLOBS + "delete"),
          "Storage Blob Data Contributor");

  /** Read a secret's value. */
  static final Right SECRET =
      new Right(
          Plane.DATA,
          List.of("Microsoft.KeyVault/vaults/secrets/getSecret/action"),
          "Key Vault Secrets User");

  /** Create and change the resources of the Pulumi program. */
  static final Right RESOURCES =
      new Right(
          Plane.CONTROL,
          List.of(
              "Microsoft.Storage/storageAccounts/write",
              "Microsoft.KeyVault/vaults/write",
              "Microsoft.DBforPostgreSQL/flexibleServers/write",
              "Microsoft.DBforPostgreSQL/flexibleServers/restart/action",
              "Microsoft.Databricks/workspaces/write",
              "Microsoft.Network/virtualNetworks/write"),
          "Contributor");

  /** Assign roles to the platform's identities. */
  static final Right ROLE_ASSIGNMENTS =
      new Right(
          Plane.CONTROL,
          List.of("Microsoft.Authorization/roleAssignments/write"),
          "Role Based Access Control Administrator");

  /** Lock resources that contain data. */
  static final Right LOCKS =
      new Right(Plane.CONTROL, List.of("Microsoft.Authorization/locks/write"), "Locks Contributor");
}
