package io.quarterdeck.local.privilege;

import com.databricks.sdk.service.catalog.Privilege;
import io.quarterdeck.local.privilege.PlatformRight.AzureRole;
import io.quarterdeck.local.privilege.PlatformRight.CatalogPrivilege;
import io.quarterdeck.local.privilege.PlatformRight.ServerAccess;
import io.quarterdeck.local.privilege.PlatformRight.WorkspaceAccess;
import java.util.List;

/**
 * A right of the platform without which one documented step fails.
 *
 * <p>The roles are those that the Pulumi program assigns ({@code Grants} in the module {@code
 * infra}). The rights in Databricks are those that {@code setup-workspace} gives, and the rights in
 * PostgreSQL those of docs/decisions/0086.
 */
enum RemovedRight {
  OPERATORS_WRITE_THE_LAKE(Holder.OPERATORS, AzureRole.BLOB_CONTRIBUTOR, Step.LOAD, Messages.BLOB),
  OPERATORS_READ_THE_GROUP(Holder.OPERATORS, AzureRole.READER, Step.DOCTOR, Messages.READER),
  OPERATORS_KEEP_THE_SECRETS(
      Holder.OPERATORS, AzureRole.SECRETS_OFFICER, Step.ROTATE, Messages.SECRETS),
  OPERATORS_ACT_AS_THE_OWNER(
      Holder.OPERATORS, ServerAccess.OWNER_MEMBER, Step.LOAD, Messages.NOT_OWNER),
  OPERATORS_ADMINISTER_THE_SERVER(
      Holder.OPERATORS, ServerAccess.ADMINISTRATOR, Step.PREPARE, Messages.NO_ADMINISTRATOR),
  DEPLOYMENT_WRITES_THE_LAKE(
      Holder.DEPLOYMENT, AzureRole.BLOB_CONTRIBUTOR, Step.LOAD, Messages.BLOB),
  DEPLOYMENT_READS_THE_GROUP(Holder.DEPLOYMENT, AzureRole.READER, Step.DOCTOR, Messages.READER),
  DEPLOYMENT_KEEPS_THE_SECRETS(
      Holder.DEPLOYMENT, AzureRole.SECRETS_OFFICER, Step.ROTATE, Messages.SECRETS),
  DEPLOYMENT_ACTS_AS_THE_OWNER(
      Holder.DEPLOYMENT, ServerAccess.OWNER_MEMBER, Step.LOAD, Messages.NOT_OWNER),
  DEPLOYMENT_ADMINISTERS_THE_SERVER(
      Holder.DEPLOYMENT, ServerAccess.ADMINISTRATOR, Step.PREPARE, Messages.NO_ADMINISTRATOR),
  DEPLOYMENT_IS_A_MEMBER(
      Holder.DEPLOYMENT, WorkspaceAccess.MEMBER, Step.REGISTER, Messages.NOT_A_MEMBER),
  DEPLOYMENT_READS_THE_SCOPE(
      Holder.DEPLOYMENT,
      WorkspaceAccess.READ_SCOPE,
      Step.REGISTER,
      "expected READ on the secret scope quarterdeck-local. Who set the workspace up can grant it:"
          + " ./quarterdeck setup-workspace --stack local --registrar YOU"),
  DEPLOYMENT_RUNS_AS_THE_JOB(
      Holder.DEPLOYMENT, WorkspaceAccess.RUN_AS_JOB, Step.REGISTER_NEW, Messages.RUN_AS),
  DEPLOYMENT_USES_THE_CATALOG(
      Holder.DEPLOYMENT, Catalog.USE_CATALOG, Step.REGISTER, Messages.registrar("USE CATALOG")),
  DEPLOYMENT_USES_THE_SCHEMA(
      Holder.DEPLOYMENT, Catalog.USE_SCHEMA, Step.REGISTER, Messages.registrar("USE SCHEMA")),
  DEPLOYMENT_READS_THE_VOLUME(
      Holder.DEPLOYMENT, Catalog.READ_VOLUME, Step.REGISTER, Messages.registrar("READ VOLUME")),
  DEPLOYMENT_WRITES_THE_VOLUME(
      Holder.DEPLOYMENT,
      Catalog.WRITE_VOLUME,
      Step.REGISTER_CHANGE,
      Messages.registrar("WRITE VOLUME")),
  JOB_WRITES_THE_LAKE(
      Holder.JOB,
      AzureRole.BLOB_CONTRIBUTOR,
      Step.RUN,
      "Check the job's rights on the container, then run it again"),
  JOB_CREATES_CLUSTERS(
      Holder.JOB,
      WorkspaceAccess.CREATE_CLUSTERS,
      Step.RUN,
      "PERMISSION_DENIED: You are not authorized to create clusters."),
  JOB_READS_THE_SCOPE(
      Holder.JOB,
      WorkspaceAccess.READ_SCOPE,
      Step.RUN,
      "does not have READ permission on scope quarterdeck-local to perform this action"),
  JOB_USES_THE_CATALOG(
      Holder.JOB, Catalog.USE_CATALOG, Step.RUN, "User does not have USE CATALOG on Catalog"),
  JOB_USES_THE_SCHEMA(
      Holder.JOB, Catalog.USE_SCHEMA, Step.RUN, "User does not have USE SCHEMA on Schema"),
  JOB_READS_THE_VOLUME(
      Holder.JOB, Catalog.READ_VOLUME, Step.RUN, "User does not have READ VOLUME on Volume"),
  JOB_READS_LANDING(
      Holder.JOB, Catalog.readFiles("landing"), Step.RUN, Messages.files("READ", "landing")),
  JOB_READS_CURATED(
      Holder.JOB, Catalog.readFiles("curated"), Step.RUN, Messages.files("READ", "curated")),
  JOB_WRITES_CURATED(
      Holder.JOB, Catalog.writeFiles("curated"), Step.RUN, Messages.files("WRITE", "curated")),
  JOB_ACTS_AS_THE_OWNER(Holder.JOB_ROLE, ServerAccess.JOB_MEMBER, Step.RUN, Messages.NOT_OWNER),
  DATABRICKS_READS_THE_SECRETS(
      Holder.DATABRICKS,
      AzureRole.SECRETS_USER,
      Step.RUN,
      "Invalid permissions on the specified KeyVault"),
  OWNER_CREATES_SCHEMAS(
      Holder.OWNER_ROLE,
      ServerAccess.CREATE_SCHEMAS,
      Step.LOAD_NEW_SCHEMA,
      "permission denied for database quarterdeck");

  /** Messages that several rows have. */
  private static final class Messages {
    static final String BLOB =
        "the account answered 403 AuthorizationPermissionMismatch; expected a Blob account that can"
            + " be read and written to. Ask an owner of the account for the role: az role"
            + " assignment create --role 'Storage Blob Data Contributor' --assignee YOU --scope"
            + " \"$(az storage account show --name ACCOUNT --query id --output tsv)\".";
    static final String READER =
        "Ask for the role Reader: az role assignment create --role Reader --assignee YOU --scope"
            + " GROUP.";
    static final String SECRETS =
        "expected the role Key Vault Secrets Officer. Ask an owner of the vault for it: az role"
            + " assignment create --role 'Key Vault Secrets Officer' --assignee YOU --scope VAULT.";
    static final String NOT_OWNER = "permission denied";
    static final String NO_ADMINISTRATOR =
        "Sign in as an administrator of the server or as a member of its group (data, operators)";
    static final String NOT_A_MEMBER =
        "expected a member of the workspace. Who set the workspace up adds you with ./quarterdeck"
            + " setup-workspace --registrar YOU";
    static final String RUN_AS = "must have servicePrincipal.user role on the service principal";

    static String registrar(String privilege) {
      return "User does not have " + privilege;
    }

    static String files(String right, String container) {
      return "PERMISSION_DENIED: User does not have %s FILES on External Location 'quarterdeck-local-%s'."
          .formatted(right, container);
    }
  }

  /** The privileges in Unity Catalog. */
  private static final class Catalog {
    static final PlatformRight USE_CATALOG =
        new CatalogPrivilege(Privilege.USE_CATALOG, "catalog", "main");
    static final PlatformRight USE_SCHEMA =
        new CatalogPrivilege(Privilege.USE_SCHEMA, "schema", "main.default");
    private static final String VOLUME = "main.default.quarterdeck_local";
    static final PlatformRight READ_VOLUME =
        new CatalogPrivilege(Privilege.READ_VOLUME, "volume", VOLUME);
    static final PlatformRight WRITE_VOLUME =
        new CatalogPrivilege(Privilege.WRITE_VOLUME, "volume", VOLUME);

    static PlatformRight readFiles(String container) {
      return onLocation(Privilege.READ_FILES, container);
    }

    static PlatformRight writeFiles(String container) {
      return onLocation(Privilege.WRITE_FILES, container);
    }

    private static PlatformRight onLocation(Privilege privilege, String container) {
      return new CatalogPrivilege(privilege, "external_location", "quarterdeck-local-" + container);
    }
  }

  /** Who has the right. */
  enum Holder {
    OPERATORS("the group `operators`", "operator"),
    DEPLOYMENT("the identity `data`", "data"),
    JOB("the identity `job`", "data"),
    JOB_ROLE("the roles of the job", "data"),
    OWNER_ROLE("the role `quarterdeck_owner`", "data"),
    DATABRICKS("the application AzureDatabricks", "data");

    private final String shown;
    private final String caller;

    Holder(String shown, String caller) {
      this.shown = shown;
      this.caller = caller;
    }

    String shown() {
      return shown;
    }

    /** Returns the principal that runs the step. */
    String caller() {
      return caller;
    }
  }

  /** A documented command, with what precedes it. */
  enum Step {
    LOAD("load FILE --force", ""),
    LOAD_NEW_SCHEMA("load FILE --dataset DATASET", " of a dataset with a new schema"),
    DOCTOR("doctor", ""),
    PREPARE("prepare-server", ""),
    ROTATE("rotate-password --grace 0", ""),
    REGISTER("register", ""),
    REGISTER_CHANGE("register --notify data@example.com", ""),
    REGISTER_NEW("register", " of a new job"),
    RUN("run --wait", "");

    private final String command;
    private final String when;

    Step(String command, String when) {
      this.command = command;
      this.when = when;
    }

    /** Returns the command; {@code FILE} and {@code DATASET} stand for files. */
    List<String> command() {
      return List.of(command.split(" ", -1));
    }

    private String shown() {
      return "`./quarterdeck %s`%s".formatted(command, when);
    }
  }

  private final Holder holder;

  // Each implementation is an enum or a record of strings.
  @SuppressWarnings("ImmutableEnumChecker")
  private final PlatformRight right;

  private final Step step;
  private final String message;

  RemovedRight(Holder holder, PlatformRight right, Step step, String message) {
    this.holder = holder;
    this.right = right;
    this.step = step;
    this.message = message;
  }

  Holder holder() {
    return holder;
  }

  PlatformRight right() {
    return right;
  }

  Step step() {
    return step;
  }

  /** Returns what the output contains; words in capitals stand for names of the stack. */
  String message() {
    return message;
  }

  /** Returns the row of the table in docs/least-privilege.md. */
  String row() {
    return "| %s of %s | %s, as `%s` | %s |"
        .formatted(right.shown(), holder.shown(), step.shown(), holder.caller(), message);
  }
}
