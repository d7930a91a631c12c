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
   * Exports the outputs in the order of the contract.
   *
   * @throws IllegalStateException if an output is missing, or belongs to a system that is not
   *     enabled
   */
  static void export(
      Context context, Map<StackOutput, Output<?>> values, Set<PlatformSystemName> systems) {
    for (StackOutput output : StackOutput.values()) {
      boolean expected = output.system().map(systems::contains).orElse(true);
      Output<?> value = values.get(output);
      if (expected && value == null) {
        throw new IllegalStateException("Cannot export the outputs: " + output + " is not set");
      }
      if (!expected && value != null) {
        throw new IllegalStateException(
            "Cannot export the outputs: " + output + " belongs to a system that is not enabled");
      }
      if (value != null) {
        context.export(output.outputName(), value);
      }
    }
  }
}
