package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import io.quarterdeck.cli.doctor.DeployTarget.NotPermitted;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.contract.PairedRegion;
import java.util.List;
import java.util.Optional;

/**
 * Checks the settings of customer-managed keys before {@code pulumi up}. Azure would refuse them
 * only after it has created other resources.
 */
final class CustomerKeyChecks {
  private static final String PAGE = "docs/runbooks/customer-managed-keys.md";
  private static final String OFF = "Microsoft's keys encrypt the data";

  private final DeployTarget target;
  private final StackSettings settings;

  private CustomerKeyChecks(DeployTarget target) {
    this.target = target;
    settings = target.settings();
  }

  /** Returns the checks, which need the check of the location. */
  static List<Check> of(DeployTarget target) {
    CustomerKeyChecks checks = new CustomerKeyChecks(target);
    List<String> needs = List.of(DeployLocationCheck.NAME);
    return List.of(
        new SettingCheck("root key", needs, checks::rootKey, NotPermitted::finding),
        new SettingCheck("backup key", needs, checks::backupKey, NotPermitted::finding));
  }

  /**
   * Azure encrypts the root storage of a workspace only if the workspace exists and is prepared for
   * a key. A request without a key could remove the key of a workspace that uses one.
   */
  private Finding rootKey() {
    if (!hasKeys()) {
      return Finding.ok(OFF);
    }
    boolean prepare = settings.value("databricksRootKey").equals("prepare");
    Optional<GenericResourceInner> workspace = target.workspace();
    boolean prepared = workspace.filter(WorkspaceRootKey::isPrepared).isPresent();
    boolean encrypted = workspace.filter(WorkspaceRootKey::isUsed).isPresent();
    if (prepare && encrypted) {
      return Finding.failed(
          "Cannot deploy databricksRootKey prepare: the workspace uses its key, and a request"
              + " without a key could remove it; expected use",
          "Run: pulumi config rm quarterdeck:databricksRootKey --stack " + settings.stack());
    }
    if (!prepare && !prepared) {
      return Finding.failed(
          "Cannot deploy databricksRootKey use: %s; expected prepare for the first update"
              .formatted(
                  workspace.isPresent()
                      ? "the workspace is not prepared for a key"
                      : "the workspace does not exist"),
          "Run: pulumi config set quarterdeck:databricksRootKey prepare --stack %s. The second update uses the key: see %s."
              .formatted(settings.stack(), PAGE));
    }
    if (prepare) {
      return Finding.ok("prepare; a second update with use encrypts the root storage");
    }
    return Finding.ok(
        encrypted
            ? "use; the key encrypts the root storage"
            : "use; this update encrypts the root storage with the key");
  }

  private Finding backupKey() {
    Optional<String> pair = PairedRegion.of(target.location());
    if (!hasKeys() || !settings.value("postgresGeoBackup").equals("true") || pair.isEmpty()) {
      return Finding.ok("no key in the paired region is needed");
    }
    if (target.server().isPresent() || !PairedRegion.isOnRequest(pair.get())) {
      return Finding.ok("in " + pair.get());
    }
    return Finding.warning(
        "the key of the backups needs a vault in %s, to which Azure gives access only on request"
            .formatted(pair.get()),
        "Ask Azure's support for access to %s before the first deployment. Or run: pulumi config set quarterdeck:postgresGeoBackup false --stack %s"
            .formatted(pair.get(), settings.stack()));
  }

  private boolean hasKeys() {
    return settings.value("customerManagedKeys").equals("true");
  }
}
