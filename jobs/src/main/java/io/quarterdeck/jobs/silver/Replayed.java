package io.quarterdeck.jobs.silver;

/**
 * The result of a replay.
 *
 * @param added the number of repaired rows in silver
 * @param refused the number of rows that still have a reason for quarantine
 */
public record Replayed(long added, long refused) {}
