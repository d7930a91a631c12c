/**
 * Failures with a message for the user, suggestions for mistyped names, and the version that
 * messages and the ledger record.
 */
package io.quarterdeck.loader.failure;
