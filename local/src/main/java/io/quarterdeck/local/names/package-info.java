/** The names of Azure's services, such as {@code NAME.vault.azure.net}, on the local stack. */
package io.quarterdeck.local.names;
