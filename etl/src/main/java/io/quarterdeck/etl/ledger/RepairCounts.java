package io.quarterdeck.etl.ledger;

import java.util.OptionalLong;

/**
 * What adding repaired rejects makes of a load.
 *
 * @param added rows that are loaded now and were rejected before
 * @param rejected rows of the same file that still do not fit
 * @param duplicates whole rows that had been there before, of all; empty when not counted
 * @param columns the profile of each column with the added rows, as JSON
 */
public record RepairCounts(long added, long rejected, OptionalLong duplicates, String columns) {}
