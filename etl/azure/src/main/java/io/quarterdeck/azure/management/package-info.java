/**
 * Microsoft's clients of Azure Resource Manager with Quarterdeck's sign-in, retries and API
 * versions. See docs/decisions/0082-azures-own-clients.md.
 */
package io.quarterdeck.azure.management;
