package io.quarterdeck.azure.databricks.storage;

import com.databricks.sdk.service.catalog.CreateVolumeRequestContent;
import com.databricks.sdk.service.catalog.VolumeInfo;
import com.databricks.sdk.service.catalog.VolumeType;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The external volume that stores the job's jar and the registration records, in the stack's
 * artifacts container.
 */
public final class ArtifactVolume {
  /** The schema of the volume. A new catalog has this schema. */
  public static final String SCHEMA = "default";

  private final Workspace workspace;
  private final Mark mark;
  private final String catalog;
  private final String name;
  private final String location;

  /**
   * Creates the object without calling the workspace.
   *
   * @param catalog the catalog of the volume
   */
  public ArtifactVolume(Workspace workspace, JobEnvironment environment, String catalog) {
    this.workspace = workspace;
    this.mark = new Mark(environment.stack());
    this.catalog = catalog;
    this.name = name(environment.stack());
    this.location = environment.lake().artifacts() + "/databricks";
  }

  /** Returns the name of a stack's volume, without catalog and schema. */
  public static String name(String stack) {
    // Unity Catalog requires quotes around names with hyphens.
    return "quarterdeck_" + stack.replace('-', '_');
  }

  /** Returns the full name, as in {@code CATALOG.SCHEMA.VOLUME}. */
  public String fullName() {
    return volumeName();
  }

  /** Returns the full name of the schema. */
  public String schema() {
    return catalog + "." + SCHEMA;
  }

  /** Returns the name of the catalog. */
  public String catalog() {
    return catalog;
  }

  /** Returns the path of the files for the workspace's API and for clusters. */
  public String path() {
    return "/Volumes/" + catalog + "/" + SCHEMA + "/" + name;
  }

  /**
   * Returns the creation of the volume, if it is missing.
   *
   * @throws Failure if the volume with this name has another location
   */
  public List<WorkspaceChange> missing() {
    List<WorkspaceChange> changes = new ArrayList<>();
    Optional<VolumeInfo> volume = volume();
    volume.ifPresent(this::check);
    if (volume.isEmpty()) {
      changes.add(
          new WorkspaceChange("volume " + volumeName() + " at " + location, this::createVolume));
    }
    return changes;
  }

  /**
   * Returns the deletion of the volume, if register created it. The files of an external volume
   * stay in the container.
   */
  public List<WorkspaceChange> deletions() {
    List<WorkspaceChange> changes = new ArrayList<>();
    volume()
        .filter(each -> mark.isOn(each.getComment()))
        .ifPresent(
            each ->
                changes.add(
                    new WorkspaceChange(
                        "volume " + volumeName(),
                        () ->
                            workspace.tell(
                                "delete the volume " + volumeName(),
                                client -> client.volumes().delete(volumeName())))));
    return changes;
  }

  private String volumeName() {
    return catalog + "." + SCHEMA + "." + name;
  }

  private Optional<VolumeInfo> volume() {
    return workspace.find(
        "read the volume " + volumeName(), client -> client.volumes().read(volumeName()));
  }

  private void check(VolumeInfo there) {
    String found = String.valueOf(there.getStorageLocation());
    if (!location.equals(found.endsWith("/") ? found.substring(0, found.length() - 1) : found)) {
      throw Failure.of(
          "Cannot use the volume %s at %s: its location is %s; expected %s. Delete "
              + "or rename it in the workspace, or name another catalog with --catalog.",
          volumeName(), workspace.address(), found, location);
    }
  }

  private void createVolume() {
    workspace
        .requiring(
            new WorkspaceRight(
                "USE CATALOG, USE SCHEMA and CREATE VOLUME in %s, and CREATE EXTERNAL VOLUME on the"
                        .formatted(schema())
                    + " external location of the artifacts container",
                "The owner of the catalog, and the owner of the location,",
                "GRANT USE CATALOG ON CATALOG `%s` TO `YOU`, GRANT USE SCHEMA, CREATE VOLUME ON SCHEMA"
                        .formatted(catalog)
                    + " `%s`.`%s` TO `YOU` (SQL in the workspace)".formatted(catalog, SCHEMA)))
        .create(
            "create the volume " + volumeName(),
            client ->
                client
                    .volumes()
                    .create(
                        new CreateVolumeRequestContent()
                            .setCatalogName(catalog)
                            .setSchemaName(SCHEMA)
                            .setName(name)
                            .setVolumeType(VolumeType.EXTERNAL)
                            .setStorageLocation(location)
                            .setComment(mark.comment())));
  }
}
