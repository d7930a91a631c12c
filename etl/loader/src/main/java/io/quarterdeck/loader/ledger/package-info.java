/**
 * The ledger: one row for each load in the table {@code quarterdeck.load}, and the migrations of
 * its schema.
 */
package io.quarterdeck.loader.ledger;
