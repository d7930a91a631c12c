package io.quarterdeck.local.state;

import io.quarterdeck.local.authorization.TestRoles;

/**
 * A right that setup/subscription assigns on the state and the keys of Pulumi, or for production
 * only, and without which one documented step fails. The local tenant has the names {@code
 * preview}, {@code deploy} and {@code owner} for the identities of an environment and for the
 * person who creates the stacks.
 */
enum StateRight {
  OWNER_WRITES_THE_STATE(
      "owner", "Storage Blob Data Contributor", Place.ACCOUNT, Step.INIT, Messages.BLOB),
  OWNER_ENCRYPTS(
      "owner", "Key Vault Crypto Officer", Place.VAULT, Step.INIT, Messages.key("encrypt")),
  PREVIEW_READS_THE_STATE(
      "preview", "Storage Blob Data Reader", Place.ACCOUNT, Step.PREVIEW, Messages.BLOB),
  PREVIEW_DECRYPTS_DEV(
      "preview", "Key Vault Crypto User", Place.DEV_KEY, Step.PREVIEW, Messages.key("decrypt")),
  // The first update creates the locks.
  DEPLOY_CREATES_LOCKS(
      "deploy",
      "Locks Contributor",
      Place.SUBSCRIPTION,
      Step.UP,
      "perform action 'Microsoft.Authorization/locks/write'"),
  DEPLOY_WRITES_THE_STATE(
      "deploy", "Storage Blob Data Contributor", Place.ACCOUNT, Step.UP, Messages.BLOB),
  DEPLOY_DECRYPTS_PROD(
      "deploy", "Key Vault Crypto User", Place.PROD_KEY, Step.UP, Messages.key("decrypt")),
  OPERATORS_READ_THE_STATE(
      "operator", "Storage Blob Data Reader", Place.ACCOUNT, Step.OUTPUT, Messages.BLOB),
  OPERATORS_DECRYPT_PROD(
      "operator", "Key Vault Crypto User", Place.PROD_KEY, Step.OUTPUT, Messages.key("decrypt"));

  /** Messages that several rows have. */
  private static final class Messages {
    static final String BLOB = "AuthorizationPermissionMismatch";

    static String key(String operation) {
      return "Action: 'Microsoft.KeyVault/vaults/keys/" + operation + "/action'";
    }
  }

  /** Where a right applies. */
  enum Place {
    ACCOUNT("the account of the state", StateServices.ACCOUNT),
    VAULT("the vault of the keys", StateServices.VAULT),
    DEV_KEY("the key `pulumi-dev`", StateServices.VAULT + "/keys/pulumi-dev"),
    PROD_KEY("the key `pulumi-prod`", StateServices.VAULT + "/keys/pulumi-prod"),
    SUBSCRIPTION("the subscription of prod", TestRoles.SUBSCRIPTION);

    private final String shown;
    private final String scope;

    Place(String shown, String scope) {
      this.shown = shown;
      this.scope = scope;
    }
  }

  /** A documented command of the Pulumi CLI. */
  enum Step {
    INIT("stack init test --secrets-provider azurekeyvault://…"),
    PREVIEW("preview --stack dev"),
    UP("up --yes --stack prod"),
    OUTPUT("stack output --json --stack prod");

    private final String arguments;

    Step(String arguments) {
      this.arguments = arguments;
    }

    /** Returns the arguments of the program. */
    String[] arguments() {
      return arguments.replace("azurekeyvault://…", StateServices.secrets("dev")).split(" ", -1);
    }
  }

  private final String holder;
  private final String role;
  private final Place place;
  private final Step step;
  private final String message;

  StateRight(String holder, String role, Place place, Step step, String message) {
    this.holder = holder;
    this.role = role;
    this.place = place;
    this.step = step;
    this.message = message;
  }

  /** Returns the principal that runs the step. */
  String holder() {
    return holder;
  }

  /** Returns the id of the built-in role. */
  String roleId() {
    return switch (role) {
      case "Storage Blob Data Contributor" -> TestRoles.BLOB_CONTRIBUTOR;
      case "Storage Blob Data Reader" -> "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
      case "Key Vault Crypto Officer" -> "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";
      case "Key Vault Crypto User" -> "12338af0-0e69-4776-bea7-57ae8d297424";
      case "Locks Contributor" -> "28bf596f-4eb7-45ce-b5bc-6cf482fec137";
      default -> throw new IllegalStateException("an unknown role: " + role);
    };
  }

  String scope() {
    return place.scope;
  }

  Step step() {
    return step;
  }

  String message() {
    return message;
  }

  /** Returns the row of the table in docs/least-privilege.md. */
  String row() {
    return "| %s of %s on %s | `pulumi %s` | %s |"
        .formatted(
            role,
            holder.equals("operator") ? "the group `operators`" : "`" + holder + "`",
            place.shown,
            step.arguments,
            message);
  }
}
