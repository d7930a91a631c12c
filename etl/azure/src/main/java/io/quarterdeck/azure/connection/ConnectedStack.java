package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputValues;

/**
 * A stack's outputs, and the access to Azure that its services need.
 *
 * @param outputs the stack's outputs
 * @param access the endpoints and credentials
 */
public record ConnectedStack(OutputValues outputs, AzureAccess access) {}
