package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.outputs.StackOutputs;

/**
 * A stack's outputs, together with the access to Azure that its services need.
 *
 * @param outputs the stack's outputs
 * @param access the endpoints and credentials
 */
public record ConnectedStack(StackOutputs outputs, AzureAccess access) {}
