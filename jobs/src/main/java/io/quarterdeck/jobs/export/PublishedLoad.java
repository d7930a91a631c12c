package io.quarterdeck.jobs.export;

import java.math.BigDecimal;
import java.util.Map;

/**
 * A published load in the ledger.
 *
 * @param id the load's id, which names its partition
 * @param file the file's name
 * @param sha256 the file's digest, in lower-case hexadecimal
 * @param rows the number of rows that the loader counted
 * @param repairs the number of times repaired rejects were added to the load or replaced in it
 * @param sums the exact sum of each profiled numeric column; 0 if all values are null
 */
record PublishedLoad(
    long id, String file, String sha256, long rows, int repairs, Map<String, BigDecimal> sums) {
  PublishedLoad {
    sums = Map.copyOf(sums);
  }
}
