package io.quarterdeck.contract;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;

/**
 * What starts the pipelines of the lakehouse on schedule: the values of the setting and the output
 * lakehouseSchedule. Exactly one of them does, so that no pipeline runs twice.
 */
public enum LakehouseSchedule {
  /** The triggers of the data factory. */
  DATA_FACTORY("dataFactory"),
  /** The DAG in {@code lakehouse/airflow}. The triggers of the data factory stay stopped. */
  AIRFLOW("airflow");

  private final String value;

  LakehouseSchedule(String value) {
    this.value = value;
  }

  /** Returns the value in settings and outputs. */
  public String value() {
    return value;
  }

  /**
   * Returns the constant of a value.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static LakehouseSchedule of(String value) {
    return Arrays.stream(values())
        .filter(schedule -> schedule.value.equals(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(value));
  }

  /** Returns all values with a separator between them. */
  static String all(String separator) {
    return Arrays.stream(values()).map(LakehouseSchedule::value).collect(joining(separator));
  }
}
