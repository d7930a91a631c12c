package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.outputs.StackOutputs;

/**
 * A stack as its outputs describe it, and how to reach it.
 *
 * @param outputs what there is
 * @param access how it is reached and as whom
 */
public record ConnectedStack(StackOutputs outputs, AzureAccess access) {}
