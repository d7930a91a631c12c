package io.quarterdeck.etl.bootstrap;

/** Where a bootstrap has its file loaded. */
public enum LoadOn {
  /** In this process, over a connection from this machine. */
  HERE,
  /** In the stack's workspace, by the load task of the dataset's job. */
  DATABRICKS,
  /** Here if the database can be reached from here, else in the workspace. */
  AUTO
}
