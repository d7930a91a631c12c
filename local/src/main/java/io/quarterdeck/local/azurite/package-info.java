/** Installs and runs Azurite, the Blob emulator. */
package io.quarterdeck.local.azurite;
