/**
 * The HTTPS endpoint of the Resource Manager emulator, for the read operations that Quarterdeck
 * sends.
 */
package io.quarterdeck.local.arm.endpoint;
