package io.quarterdeck.azure.databricks.setup;

import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What setup-workspace created for the job's identity, and no command deletes, because other stacks
 * of the same workspace may use it. The rights on objects that are deleted end with these objects.
 *
 * @param workspace the workspace
 * @param job the job's identity; if absent, jobs run as who registers them
 * @param volume the volume of the jobs' files, whose catalog and schema remain
 */
public record RemainingRights(
    Workspace workspace, Optional<WorkspacePrincipal> job, ArtifactVolume volume) {
  /** Returns what remains, each with the command that removes it; one line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    job.ifPresent(
        each -> {
          WorkspaceMembers members = new WorkspaceMembers(workspace);
          members
              .servicePrincipal(each)
              .ifPresent(
                  found -> {
                    lines.add(
                        "%s in the workspace (databricks service-principals delete %s)"
                            .formatted(each.shown(), found.getId()));
                    lines.add(
                        "USE CATALOG and USE SCHEMA for it (REVOKE USE CATALOG ON CATALOG `%s` FROM"
                                .formatted(volume.catalog())
                            + " `%s`; REVOKE USE SCHEMA ON SCHEMA `%s` FROM `%s`)"
                                .formatted(
                                    each.name(), volume.schema().replace(".", "`.`"), each.name()));
                    lines.add(
                        "CREATE TABLE and CREATE MATERIALIZED VIEW for it, if the stack has the"
                            + " system streaming (REVOKE CREATE TABLE, CREATE MATERIALIZED VIEW ON"
                            + " SCHEMA `%s` FROM `%s`)"
                                .formatted(volume.schema().replace(".", "`.`"), each.name()));
                    lines.add(
                        "the members that --registrar and --runner named, the same privileges for"
                            + " the registrars, and their role Service Principal User on it");
                  });
        });
    return lines;
  }
}
