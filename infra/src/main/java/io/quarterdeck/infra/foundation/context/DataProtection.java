package io.quarterdeck.infra.foundation.context;

import com.pulumi.azurenative.authorization.ManagementLockByScope;
import com.pulumi.azurenative.authorization.ManagementLockByScopeArgs;
import com.pulumi.azurenative.authorization.enums.LockLevel;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.Replaceable;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Set;

/**
 * Protects resources that hold data. In production, Pulumi refuses to delete or replace them
 * ({@code protect}) and Azure refuses to delete them (a lock), unless the setting {@code
 * allowReplace} names them.
 */
public final class DataProtection {
  private final boolean production;
  private final Set<Replaceable> replaceable;

  public DataProtection(Settings settings) {
    production = settings.environment().production();
    replaceable = settings.replaceable();
  }

  /** Returns the options of a resource that holds data. */
  public CustomResourceOptions options(StatefulResource kind, Resource parent) {
    return options(kind, parent, List.of());
  }

  /**
   * Returns the options of a resource that holds data and depends on others. Pulumi ignores
   * differences in the properties {@code moved}, which Azure changes on its own.
   */
  public CustomResourceOptions options(
      StatefulResource kind, Resource parent, List<Resource> after, String... moved) {
    return CustomResourceOptions.builder()
        .parent(parent)
        .protect(keeps(kind))
        .dependsOn(after)
        .ignoreChanges(List.of(moved))
        .build();
  }

  /** Locks a resource against deletion, unless it may be replaced. */
  public void lock(StatefulResource kind, String name, CustomResource resource, Resource parent) {
    if (!keeps(kind)) {
      return;
    }
    new ManagementLockByScope(
        name + "-lock",
        ManagementLockByScopeArgs.builder()
            .lockName("quarterdeck-keep")
            .level(LockLevel.CanNotDelete)
            .notes("Holds data. Name it in the setting allowReplace and update before deleting.")
            .scope(resource.id())
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }

  private boolean keeps(StatefulResource kind) {
    return production && kind.group().stream().noneMatch(replaceable::contains);
  }
}
