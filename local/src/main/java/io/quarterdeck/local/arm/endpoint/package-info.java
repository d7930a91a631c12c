/**
 * The HTTPS endpoint of the Resource Manager emulator, for the operations that Quarterdeck, Azure's
 * client libraries and the Azure CLI send.
 */
package io.quarterdeck.local.arm.endpoint;
