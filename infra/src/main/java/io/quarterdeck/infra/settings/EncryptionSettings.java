package io.quarterdeck.infra.settings;

import java.util.Optional;

/**
 * How data at rest is encrypted, in addition to {@link Settings#infrastructureEncryption}.
 *
 * @param customerManagedKeys whether services encrypt with keys in the vault instead of Microsoft's
 *     keys
 * @param databricksPrincipalId the object id of the application AzureDatabricks in the tenant
 * @param rootKey whether the root storage of the workspace is encrypted with its key already
 */
public record EncryptionSettings(
    boolean customerManagedKeys, Optional<String> databricksPrincipalId, RootKey rootKey) {
  /**
   * The two steps in which Azure encrypts the root storage of a workspace: only an existing
   * workspace has the identity that gets the right to the key.
   */
  public enum RootKey {
    /** Create the workspace, and give its storage account the right to the key. */
    prepare,
    /** Encrypt with the key. */
    use
  }

  private static final String FIND_ID =
      "\"$(az ad sp show --id 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --query id --output tsv)\"";

  static EncryptionSettings read(Fields fields, SettingsProblems problems) {
    boolean own = fields.flag("customerManagedKeys", true);
    Optional<String> id = fields.optional("databricksPrincipalId");
    RootKey rootKey = fields.choice("databricksRootKey", RootKey.use, RootKey::name);
    if (own && id.isEmpty()) {
      problem(problems, "nothing", ", as customerManagedKeys is true");
    }
    id.filter(text -> !text.matches(IdentitySettings.UUID))
        .ifPresent(text -> problem(problems, Fields.quote(text), ", a lower-case UUID"));
    return new EncryptionSettings(own, id, rootKey);
  }

  private static void problem(SettingsProblems problems, String found, String more) {
    problems.add(
        "databricksPrincipalId",
        found,
        "the object id of the application AzureDatabricks in your tenant" + more,
        FIND_ID);
  }

  /** Whether another update is needed before the root storage is encrypted with its key. */
  public boolean needsAnotherUpdate() {
    return customerManagedKeys && rootKey == RootKey.prepare;
  }
}
