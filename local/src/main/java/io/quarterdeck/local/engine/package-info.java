/**
 * Runs the Pulumi program without the Pulumi CLI: implements the engine for one stack and one
 * provider.
 */
package io.quarterdeck.local.engine;
