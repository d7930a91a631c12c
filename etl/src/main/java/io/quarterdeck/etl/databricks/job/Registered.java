package io.quarterdeck.etl.databricks.job;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the last registration left, field by field.
 *
 * @param jobId the job's id
 * @param wished what was asked for
 * @param given what the workspace had right afterwards: that, and the defaults that it put in. What
 *     differs from it later was changed by someone else
 */
record Registered(long jobId, SortedMap<String, String> wished, SortedMap<String, String> given) {
  Registered(long jobId, Map<String, String> wished, Map<String, String> given) {
    this(jobId, new TreeMap<>(wished), new TreeMap<>(given));
  }
}
