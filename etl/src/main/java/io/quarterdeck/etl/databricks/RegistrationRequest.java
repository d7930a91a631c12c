package io.quarterdeck.etl.databricks;

import io.quarterdeck.etl.databricks.artifact.JobJar;
import io.quarterdeck.etl.databricks.job.JobOptions;
import io.quarterdeck.etl.databricks.job.JobUpsert;
import io.quarterdeck.etl.dataset.Dataset;
import java.util.Optional;

/**
 * What is to be registered.
 *
 * @param environment where
 * @param dataset the dataset whose job it is
 * @param datasetText the dataset file, as it is
 * @param jar the job's jar
 * @param options what may differ from one registration to the next
 * @param policy what to do with what is there already
 * @param catalog the catalog for the job's files; the workspace's default one where none is named
 */
public record RegistrationRequest(
    JobEnvironment environment,
    Dataset dataset,
    String datasetText,
    JobJar jar,
    JobOptions options,
    JobUpsert.Policy policy,
    Optional<String> catalog) {}
