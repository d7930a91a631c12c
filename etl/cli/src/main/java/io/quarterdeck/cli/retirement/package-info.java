/**
 * What Azure retires of what the platform uses: reads docs/azure-retirements.yaml, and compares it
 * with API versions, settings and resources.
 */
package io.quarterdeck.cli.retirement;
