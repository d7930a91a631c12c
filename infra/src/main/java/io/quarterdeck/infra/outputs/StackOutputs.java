package io.quarterdeck.infra.outputs;

import com.pulumi.Context;
import com.pulumi.core.Output;
import io.quarterdeck.contract.StackOutput;
import java.util.EnumMap;
import java.util.Map;

/** The values of the stack's outputs. Each output has exactly one value, and none is a secret. */
public final class StackOutputs {
  private final Map<StackOutput, Output<?>> values = new EnumMap<>(StackOutput.class);

  /** Sets an output. */
  public StackOutputs with(StackOutput output, Output<?> value) {
    if (values.put(output, value) != null) {
      throw new IllegalStateException("Cannot set " + output + " twice");
    }
    return this;
  }

  /** Sets an output whose value is known before deployment. */
  public StackOutputs with(StackOutput output, Object value) {
    return with(output, Output.of(value));
  }

  /** Exports the outputs. */
  public void export(Context context) {
    for (StackOutput output : StackOutput.values()) {
      Output<?> value = values.get(output);
      if (value == null) {
        throw new IllegalStateException("Cannot export the outputs: " + output + " is not set");
      }
      context.export(output.outputName(), value);
    }
  }
}
