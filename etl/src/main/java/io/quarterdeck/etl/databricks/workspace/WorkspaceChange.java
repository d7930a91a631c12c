package io.quarterdeck.etl.databricks.workspace;

/**
 * Something that is missing in the workspace and can be made.
 *
 * @param what what it is, for people, as in {@code secret scope quarterdeck-dev}
 * @param make makes it
 */
public record WorkspaceChange(String what, Runnable make) {}
