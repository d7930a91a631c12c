package io.quarterdeck.etl.databricks.storage;

import com.databricks.sdk.service.catalog.CreateVolumeRequestContent;
import com.databricks.sdk.service.catalog.VolumeInfo;
import com.databricks.sdk.service.catalog.VolumeType;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.JobEnvironment;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.databricks.workspace.WorkspaceChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The volume that the job's jar and the records of registrations lie in: an external one, in the
 * stack's own artifacts container.
 */
public final class ArtifactVolume {
  /** Every catalog has it from its beginning. */
  private static final String SCHEMA = "default";

  private final Workspace workspace;
  private final Mark mark;
  private final String catalog;
  private final String name;
  private final String location;

  /**
   * Asks nothing yet.
   *
   * @param catalog the catalog that it is in, or will be
   */
  public ArtifactVolume(Workspace workspace, JobEnvironment environment, String catalog) {
    this.workspace = workspace;
    this.mark = new Mark(environment.stack());
    this.catalog = catalog;
    // Unity Catalog wants quotes around a hyphen.
    this.name = "quarterdeck_" + environment.stack().replace('-', '_');
    this.location = environment.lake().artifacts() + "/databricks";
  }

  /** Where its files are, for the workspace's API and for clusters. */
  public String path() {
    return "/Volumes/" + catalog + "/" + SCHEMA + "/" + name;
  }

  /**
   * What is missing.
   *
   * @throws Failure when a volume of our name lies elsewhere
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

  /** What register made of this. The files of an external volume stay in the container. */
  public List<WorkspaceChange> made() {
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
      throw new Failure(
          "Cannot use the volume %s at %s: it lies at %s; expected %s. Delete or rename it in the workspace, or name another catalog with --catalog."
              .formatted(volumeName(), workspace.address(), found, location));
    }
  }

  private void createVolume() {
    workspace.tell(
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
