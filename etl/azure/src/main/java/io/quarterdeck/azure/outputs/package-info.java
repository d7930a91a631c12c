/**
 * Reads the outputs of a stack from the Pulumi CLI or a file, and validates them against
 * docs/stack-outputs.md.
 */
package io.quarterdeck.azure.outputs;
