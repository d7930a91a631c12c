package io.quarterdeck.jobs.export;

import java.math.BigDecimal;
import java.util.Map;

/**
 * One published load, as the ledger knows it.
 *
 * @param id the load's id, which names its partition
 * @param file the file's name
 * @param sha256 the file's digest, in lower-case hexadecimal
 * @param rows the rows that the loader counted
 * @param repairs how many times rejects were repaired and added to it, or replaced in it
 * @param sums the exact sum of each profiled numeric column, 0 where no value was there
 */
record PublishedLoad(
    long id, String file, String sha256, long rows, int repairs, Map<String, BigDecimal> sums) {
  PublishedLoad {
    sums = Map.copyOf(sums);
  }
}
