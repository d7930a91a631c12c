/** The HTTPS server that the emulators of Resource Manager and Key Vault share. */
package io.quarterdeck.local.http;
