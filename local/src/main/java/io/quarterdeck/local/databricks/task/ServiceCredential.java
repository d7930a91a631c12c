package io.quarterdeck.local.databricks.task;

/**
 * A service credential on which the identity of a run has ACCESS.
 *
 * @param name its name
 * @param identityId the resource id of the managed identity of its access connector; empty if the
 *     credential uses another one
 */
public record ServiceCredential(String name, String identityId) {}
