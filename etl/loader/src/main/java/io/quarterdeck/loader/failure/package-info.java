/** Failures with a message for the user, and the version that messages and the ledger record. */
package io.quarterdeck.loader.failure;
