/**
 * Finds what the platform uses and Azure retires: reads docs/azure-retirements.yaml, and compares
 * it with API versions, settings and resources.
 */
package io.quarterdeck.cli.retirement;
