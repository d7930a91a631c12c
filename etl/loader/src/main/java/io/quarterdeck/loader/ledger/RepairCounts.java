package io.quarterdeck.loader.ledger;

import java.util.OptionalLong;

/**
 * The new counts of a load after repaired rejects were added.
 *
 * @param added the number of added rows
 * @param rejected records of the same file that still do not fit
 * @param duplicates rows of the whole load that equal an earlier row; empty if not counted
 * @param columns the profile of each column, including the added rows, as JSON
 */
public record RepairCounts(long added, long rejected, OptionalLong duplicates, String columns) {}
