package io.quarterdeck.etl.stack;

/** One environment, opened: where its parts are, and what runs its jobs. */
public interface Stack {
  /** The stack's name, as Pulumi knows it. */
  String name();

  PostgresEndpoint postgres();

  BlobEndpoint blob();

  /** What runs this stack's jobs. */
  JobRunner jobs();
}
