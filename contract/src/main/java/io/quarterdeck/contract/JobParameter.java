package io.quarterdeck.contract;

/** A parameter of a Databricks job. */
public interface JobParameter {
  /** Returns the name of the job parameter. */
  String parameterName();
}
