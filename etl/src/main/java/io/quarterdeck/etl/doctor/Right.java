package io.quarterdeck.etl.doctor;

import java.util.List;

/**
 * Rights that somebody needs.
 *
 * @param plane which list of a role grants them
 * @param actions as Azure names them
 * @param role the least built-in role that has them all
 */
record Right(Plane plane, List<String> actions, String role) {
  /** Azure grants what is done to a resource and what is done to the data in it separately. */
  enum Plane {
    CONTROL("actions", "notActions"),
    DATA("dataActions", "notDataActions");

    private final String granted;
    private final String withheld;

    Plane(String granted, String withheld) {
      this.granted = granted;
      this.withheld = withheld;
    }

    String granted() {
      return granted;
    }

    String withheld() {
      return withheld;
    }
  }

  private static final String BLOBS =
      "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";

  /** Uploading, reading and tidying blobs. */
  static final Right BLOB_DATA =
      new Right(
          Plane.DATA,
          List.of(BLOBS + "read", BLOBS + "write", BLOBS + "delete"),
          "Storage Blob Data Contributor");

  /** Reading a secret's value. */
  static final Right SECRET =
      new Right(
          Plane.DATA,
          List.of("Microsoft.KeyVault/vaults/secrets/getSecret/action"),
          "Key Vault Secrets User");

  /** Making and changing what the Pulumi program makes. */
  static final Right RESOURCES =
      new Right(
          Plane.CONTROL,
          List.of(
              "Microsoft.Storage/storageAccounts/write",
              "Microsoft.KeyVault/vaults/write",
              "Microsoft.DBforPostgreSQL/flexibleServers/write",
              "Microsoft.Databricks/workspaces/write",
              "Microsoft.Network/virtualNetworks/write"),
          "Contributor");

  /** Giving the platform's identities their roles. */
  static final Right ROLE_ASSIGNMENTS =
      new Right(
          Plane.CONTROL,
          List.of("Microsoft.Authorization/roleAssignments/write"),
          "Role Based Access Control Administrator");

  /** Locking what holds data. */
  static final Right LOCKS =
      new Right(
          Plane.CONTROL,
          List.of("Microsoft.Authorization/locks/write"),
          "a custom role with Microsoft.Authorization/locks/*");
}
