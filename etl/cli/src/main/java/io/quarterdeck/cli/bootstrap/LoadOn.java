package io.quarterdeck.cli.bootstrap;

/** Where a bootstrap loads its file. */
public enum LoadOn {
  /** In this process, with a connection from this machine. */
  HERE,
  /** In the stack's workspace, with the load task of the dataset's job. */
  DATABRICKS,
  /**
   * In this process if the database can be reached from this machine, otherwise in the workspace.
   */
  AUTO
}
