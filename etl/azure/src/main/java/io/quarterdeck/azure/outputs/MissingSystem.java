package io.quarterdeck.azure.outputs;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;

/** The failure of a command that needs a system which the stack does not have. */
public final class MissingSystem {
  private MissingSystem() {}

  /** Creates the failure. */
  public static Failure failure(PlatformSystemName system) {
    return Failure.of(
        "Cannot use the system %1$s: this stack does not have it; expected %1$s in the setting"
            + " quarterdeck:systems. Add it to the list in Pulumi.STACK.yaml, then run pulumi up"
            + " --stack STACK.",
        system.systemName());
  }
}
