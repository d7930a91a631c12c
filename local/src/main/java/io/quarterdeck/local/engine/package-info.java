/**
 * Runs the Pulumi program without the Pulumi CLI. Implements the Pulumi engine for one stack and
 * one provider.
 */
package io.quarterdeck.local.engine;
