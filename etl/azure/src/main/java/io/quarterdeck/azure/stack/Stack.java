package io.quarterdeck.azure.stack;

import io.quarterdeck.loader.postgres.PostgresEndpoint;

/** An opened environment: its database, its Blob account and its job runner. */
public interface Stack {
  /** Returns the Pulumi stack name. */
  String name();

  PostgresEndpoint postgres();

  BlobEndpoint blob();

  /** Returns the runner for this stack's jobs. */
  JobRunner jobs();
}
