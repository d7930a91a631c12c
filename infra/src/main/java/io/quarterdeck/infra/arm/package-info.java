/**
 * Maps resources of the azure-native provider to requests to Azure Resource Manager. The local
 * stack and the tests use this mapping to check what the program sends to Azure.
 */
package io.quarterdeck.infra.arm;
