package io.quarterdeck.local.privilege;

import java.util.List;

/**
 * A right of the platform without which one documented step fails.
 *
 * <p>The roles are those that the Pulumi program assigns ({@code Grants} in the module {@code
 * infra}).
 */
enum RemovedRight {
  OPERATORS_WRITE_THE_LAKE(
      Holder.OPERATORS, Role.BLOB_CONTRIBUTOR, "load FILE --force", Messages.BLOB),
  OPERATORS_READ_THE_GROUP(Holder.OPERATORS, Role.READER, "doctor", Messages.READER),
  OPERATORS_KEEP_THE_SECRETS(
      Holder.OPERATORS, Role.SECRETS_OFFICER, "rotate-password --grace 0", Messages.SECRETS),
  DEPLOYMENT_WRITES_THE_LAKE(
      Holder.DEPLOYMENT, Role.BLOB_CONTRIBUTOR, "load FILE --force", Messages.BLOB),
  DEPLOYMENT_READS_THE_GROUP(Holder.DEPLOYMENT, Role.READER, "doctor", Messages.READER),
  DEPLOYMENT_KEEPS_THE_SECRETS(
      Holder.DEPLOYMENT, Role.SECRETS_OFFICER, "rotate-password --grace 0", Messages.SECRETS),
  JOB_WRITES_THE_LAKE(
      Holder.JOB,
      Role.BLOB_CONTRIBUTOR,
      "run --wait",
      "Check the job's rights on the container, then run it again"),
  DATABRICKS_READS_THE_SECRETS(
      Holder.DATABRICKS,
      Role.SECRETS_USER,
      "run --wait",
      "Invalid permissions on the specified KeyVault");

  /** Messages that several rows have. */
  private static final class Messages {
    static final String BLOB =
        "the account answered 403 AuthorizationPermissionMismatch; expected a Blob account that can"
            + " be read and written to. Ask an owner of the account for the role: az role assignment"
            + " create --role 'Storage Blob Data Contributor' --assignee YOU --scope \"$(az storage"
            + " account show --name ACCOUNT --query id --output tsv)\".";
    static final String READER =
        "Ask for the role Reader: az role assignment create --role Reader --assignee YOU --scope"
            + " GROUP.";
    static final String SECRETS =
        "expected the role Key Vault Secrets Officer. Ask an owner of the vault for it: az role"
            + " assignment create --role 'Key Vault Secrets Officer' --assignee YOU --scope VAULT.";
  }

  /** Who has the right. */
  enum Holder {
    OPERATORS("the group `operators`", "operator"),
    DEPLOYMENT("the identity `data`", "data"),
    JOB("the identity `job`", "data"),
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

  /** A built-in role. */
  enum Role {
    READER("acdd72a7-3385-48ef-bd42-f606fba81ae7", "Reader"),
    BLOB_CONTRIBUTOR("ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor"),
    SECRETS_USER("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User"),
    SECRETS_OFFICER("b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "Key Vault Secrets Officer");

    private final String id;
    private final String shown;

    Role(String id, String shown) {
      this.id = id;
      this.shown = shown;
    }

    String id() {
      return id;
    }

    String shown() {
      return shown;
    }
  }

  private final Holder holder;
  private final Role role;
  private final String step;
  private final String message;

  RemovedRight(Holder holder, Role role, String step, String message) {
    this.holder = holder;
    this.role = role;
    this.step = step;
    this.message = message;
  }

  Holder holder() {
    return holder;
  }

  Role role() {
    return role;
  }

  /** Returns the command; {@code FILE} stands for a file with data. */
  List<String> step() {
    return List.of(step.split(" ", -1));
  }

  /** Returns what the output contains; words in capitals stand for names of the stack. */
  String message() {
    return message;
  }

  /** Returns the row of the table in docs/least-privilege.md. */
  String row() {
    return "| %s of %s | `./quarterdeck %s`, as `%s` | %s |"
        .formatted(role.shown(), holder.shown(), step, holder.caller(), message);
  }
}
