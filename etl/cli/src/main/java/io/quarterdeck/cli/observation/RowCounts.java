package io.quarterdeck.cli.observation;

/**
 * The rows of a step.
 *
 * @param rows the rows that the step processed, with the rejected ones; 0 if it does not count rows
 * @param rejects the rows that it rejected
 */
public record RowCounts(long rows, long rejects) {}
