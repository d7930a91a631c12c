package io.quarterdeck.infra.site;

import com.pulumi.azurenative.authorization.ManagementLockByScope;
import com.pulumi.azurenative.authorization.ManagementLockByScopeArgs;
import com.pulumi.azurenative.authorization.enums.LockLevel;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.settings.Replaceable;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Set;

/**
 * Keeps what holds data: in production Pulumi refuses to delete or replace it ({@code protect}) and
 * Azure refuses to delete it (a lock), unless the owner names it in {@code allowReplace}.
 */
public final class Safekeeping {
  private final boolean production;
  private final Set<Replaceable> replaceable;

  public Safekeeping(Settings settings) {
    production = settings.environment().production();
    replaceable = settings.replaceable();
  }

  /** Options for a resource that holds data. */
  public CustomResourceOptions options(Replaceable kind, Resource parent) {
    return options(kind, parent, List.of());
  }

  /**
   * Options for a resource that holds data and needs others first; {@code moved} names the
   * properties that Azure changes by itself.
   */
  public CustomResourceOptions options(
      Replaceable kind, Resource parent, List<Resource> after, String... moved) {
    return CustomResourceOptions.builder()
        .parent(parent)
        .protect(keeps(kind))
        .dependsOn(after)
        .ignoreChanges(List.of(moved))
        .build();
  }

  /** Locks a resource against deletion, where it must be kept. */
  public void lock(Replaceable kind, String name, CustomResource resource, Resource parent) {
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

  private boolean keeps(Replaceable kind) {
    return production && !replaceable.contains(kind);
  }
}
