/** The Blob service before Azurite: checks tokens and role assignments, as Azure Storage does. */
package io.quarterdeck.local.blob;
