package io.quarterdeck.infra.foundation.declaration;

import com.pulumi.resources.CustomResourceOptions;

/**
 * Inputs that Azure accepts only when it creates a resource. Without these options, the provider
 * would send their changes as an update, which Azure refuses. With them, the preview shows a
 * replacement, which {@code protect} can refuse.
 */
public final class CreationInputs {
  private CreationInputs() {}

  /**
   * Returns the options of a resource that a change of one of these inputs replaces. The resources
   * have fixed names, so the old one is deleted first. The provider does this only for the inputs
   * that it knows itself.
   *
   * @param paths the inputs, as in {@code encryption.requireInfrastructureEncryption}
   */
  public static CustomResourceOptions replacedBy(String... paths) {
    return CustomResourceOptions.builder()
        .replaceOnChanges(paths)
        .deleteBeforeReplace(true)
        .build();
  }
}
