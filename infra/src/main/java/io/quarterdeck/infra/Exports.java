package io.quarterdeck.infra;

import com.pulumi.Context;
import com.pulumi.core.Output;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StackOutput;
import java.util.Map;
import java.util.Set;

/** Exports the declared outputs: those of the foundation and of the enabled systems. */
final class Exports {
  private Exports() {}

  /**
   * Exports the outputs.
   *
   * @throws IllegalStateException if an output is missing, or belongs to a system that is not
   *     enabled
   */
  static void export(
      Context context, Map<StackOutput, Output<?>> values, Set<PlatformSystemName> systems) {
    check(values.keySet(), systems);
    values.forEach((output, value) -> context.export(output.outputName(), value));
  }

  static void check(Set<StackOutput> declared, Set<PlatformSystemName> systems) {
    for (StackOutput output : StackOutput.values()) {
      boolean expected = output.system().map(systems::contains).orElse(true);
      if (expected && !declared.contains(output)) {
        throw new IllegalStateException("Cannot export the outputs: " + output + " is not set");
      }
      if (!expected && declared.contains(output)) {
        throw new IllegalStateException(
            "Cannot export the outputs: " + output + " belongs to a system that is not enabled");
      }
    }
  }
}
