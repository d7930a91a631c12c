/** Tests the restore of earlier exports with a real Azurite. */
package io.quarterdeck.local.restore;
