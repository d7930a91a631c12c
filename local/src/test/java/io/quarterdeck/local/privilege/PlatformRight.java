package io.quarterdeck.local.privilege;

import com.databricks.sdk.service.catalog.Privilege;

/** A right that the platform or a documented command gives to a principal. */
sealed interface PlatformRight {
  /** Returns the name of the right in the table. */
  String shown();

  /** A built-in role of Azure, which the Pulumi program assigns. */
  enum AzureRole implements PlatformRight {
    READER("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"),
    BLOB_CONTRIBUTOR("ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor"),
    SECRETS_USER("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User"),
    SECRETS_OFFICER("b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer");

    private final String id;
    private final String shown;

    AzureRole(String id, String shown) {
      this.id = id;
      this.shown = shown;
    }

    String id() {
      return id;
    }

    @Override
    public String shown() {
      return shown;
    }
  }

  /**
   * A privilege in Unity Catalog, which setup-workspace grants.
   *
   * @param kind the kind of the object, as the API names it
   * @param object the full name of the object
   */
  record CatalogPrivilege(Privilege privilege, String kind, String object)
      implements PlatformRight {
    @Override
    public String shown() {
      return "%s on the %s `%s`"
          .formatted(privilege.toString().replace('_', ' '), kind.replace('_', ' '), object);
    }
  }

  /** A right in the workspace, which setup-workspace gives. */
  enum WorkspaceAccess implements PlatformRight {
    MEMBER("Member of the workspace"),
    CREATE_CLUSTERS("The entitlement `allow-cluster-create`"),
    READ_SCOPE("READ on the secret scope"),
    RUN_AS_JOB("Service Principal User on the identity `job`");

    private final String shown;

    WorkspaceAccess(String shown) {
      this.shown = shown;
    }

    @Override
    public String shown() {
      return shown;
    }
  }

  /** A right in PostgreSQL. */
  enum ServerAccess implements PlatformRight {
    /** Given by the Pulumi program. */
    ADMINISTRATOR("Administrator of PostgreSQL"),
    /** Given by prepare-server. */
    OWNER_MEMBER("Member of the role `quarterdeck_owner`"),
    /** Given to the owner by prepare-server. */
    CREATE_SCHEMAS("CREATE on the database"),
    /** Given by rotate-password to the role with which the job signs in. */
    JOB_MEMBER("Member of the role `quarterdeck_owner`");

    private final String shown;

    ServerAccess(String shown) {
      this.shown = shown;
    }

    @Override
    public String shown() {
      return shown;
    }
  }
}
