package io.quarterdeck.azure.databricks.job;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The record of the last registration, field by field.
 *
 * @param jobId the job's id
 * @param wished the values in the request
 * @param given the values in the workspace after the registration: the requested values and the
 *     workspace's defaults. A value that differs from them later is a manual edit
 */
record Registered(long jobId, SortedMap<String, String> wished, SortedMap<String, String> given) {
  Registered(long jobId, Map<String, String> wished, Map<String, String> given) {
    this(jobId, new TreeMap<>(wished), new TreeMap<>(given));
  }
}
