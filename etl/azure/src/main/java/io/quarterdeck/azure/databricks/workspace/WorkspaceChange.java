package io.quarterdeck.azure.databricks.workspace;

/**
 * A change to an object in the workspace: its creation or its deletion.
 *
 * @param what the object, as in {@code secret scope quarterdeck-dev}
 * @param make makes the change
 */
public record WorkspaceChange(String what, Runnable make) {}
