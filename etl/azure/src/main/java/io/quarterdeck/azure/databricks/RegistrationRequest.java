package io.quarterdeck.azure.databricks;

import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.loader.dataset.Dataset;
import java.util.Optional;

/**
 * The parameters of a registration.
 *
 * @param environment the environment of the job
 * @param dataset the dataset of the job
 * @param datasetText the text of the dataset file
 * @param jar the job's jar
 * @param options the job's options
 * @param policy how to treat an existing job
 * @param catalog the catalog for the job's files; if absent, the workspace's default catalog
 */
public record RegistrationRequest(
    JobEnvironment environment,
    Dataset dataset,
    String datasetText,
    JobJar jar,
    JobOptions options,
    JobUpsert.Policy policy,
    Optional<String> catalog) {}
