package io.quarterdeck.local.datafactory.copy;

/**
 * The counts of a copy.
 *
 * @param read the number of rows that the source returned
 * @param written the number of rows in the footer of the written file
 */
record CopiedRows(long read, long written) {}
