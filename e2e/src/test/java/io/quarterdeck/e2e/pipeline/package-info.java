/** Runs the Azure pipeline and its scripts on the local stack, and validates its YAML. */
package io.quarterdeck.e2e.pipeline;
