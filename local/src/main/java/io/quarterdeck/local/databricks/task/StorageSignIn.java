package io.quarterdeck.local.databricks.task;

import java.util.Map;

/** How tasks sign in to the storage accounts of external locations. Thread-safe. */
@FunctionalInterface
public interface StorageSignIn {
  /**
   * Returns the system properties with which a task signs in; empty if the identity does not exist.
   * Properties of Spark and Hadoop begin with {@code spark.}.
   *
   * @param host the host name of the account, for example {@code ACCOUNT.dfs.core.windows.net}
   * @param identityId the resource id of the managed identity of the storage credential
   */
  Map<String, String> settings(String host, String identityId);
}
