/** Opens a stack from its outputs: its database, its Blob account and the runner of its jobs. */
package io.quarterdeck.azure.connection;
