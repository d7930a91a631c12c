package io.quarterdeck.azure.stack;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import java.util.Set;

/** An opened environment: its database, its Blob account and its job runner. */
public interface Stack {
  /** Returns the Pulumi stack name. */
  String name();

  /** Returns the enabled systems that this version knows. */
  Set<PlatformSystemName> systems();

  PostgresEndpoint postgres();

  /** Returns the setup of the PostgreSQL server. */
  ServerSetup server();

  BlobEndpoint blob();

  /** Returns the runner for this stack's jobs. */
  JobRunner jobs();

  /** Returns the stack with the files of its jobs in this catalog, instead of the default one. */
  Stack inCatalog(String catalog);
}
