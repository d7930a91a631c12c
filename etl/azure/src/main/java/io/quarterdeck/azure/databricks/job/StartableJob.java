package io.quarterdeck.azure.databricks.job;

/** A registered job that can be started. */
public interface StartableJob {
  /** Returns the job's name. */
  String name();

  /**
   * Returns the id of the job, after checking that it can be started.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the job does not exist, register did not
   *     create it, or it differs from its definition in a way that changes its results
   */
  long currentId();
}
