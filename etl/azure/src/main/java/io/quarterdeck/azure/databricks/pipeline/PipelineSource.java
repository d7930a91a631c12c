package io.quarterdeck.azure.databricks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.workspace.Delete;
import com.databricks.sdk.service.workspace.ExportFormat;
import com.databricks.sdk.service.workspace.ExportRequest;
import com.databricks.sdk.service.workspace.GetStatusRequest;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import com.databricks.sdk.service.workspace.WorkspaceObjectAccessControlRequest;
import com.databricks.sdk.service.workspace.WorkspaceObjectAccessControlResponse;
import com.databricks.sdk.service.workspace.WorkspaceObjectPermissionLevel;
import com.databricks.sdk.service.workspace.WorkspaceObjectPermissionsRequest;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The SQL file of the declarative pipeline, in the home folder of the principal that registers it.
 * The pipeline runs the file with the rights of the job's identity, and only this principal and
 * administrators can change files in this folder.
 *
 * @param workspace the workspace
 * @param folder the folder
 */
public record PipelineSource(Workspace workspace, String folder) {
  private static final String DIRECTORIES = "directories";

  /** Returns the file of the signed-in principal. */
  public static PipelineSource of(Workspace workspace, String stack) {
    String user =
        workspace.call(
            "read who is signed in",
            client -> client.currentUser().me(new MeRequest()).getUserName());
    return new PipelineSource(workspace, "/Workspace/Users/" + user + "/quarterdeck-" + stack);
  }

  /** Returns the path of the file. */
  public String path() {
    return folder + "/orders.sql";
  }

  /**
   * Returns the creation or change of the file, and of the permission to read it.
   *
   * @param sql the text of the file
   * @param reader the application id that runs the pipeline; if absent, the caller runs it
   */
  public List<WorkspaceChange> missing(String sql, Optional<String> reader) {
    List<WorkspaceChange> changes = new ArrayList<>();
    if (text().filter(sql::equals).isEmpty()) {
      changes.add(new WorkspaceChange("file " + path(), () -> write(sql)));
    }
    reader
        .filter(each -> !isReader(each))
        .ifPresent(
            each ->
                changes.add(
                    new WorkspaceChange(
                        "CAN READ on folder %s for service principal %s".formatted(folder, each),
                        () -> permit(each))));
    return changes;
  }

  /** Returns the deletion of the folder, if it exists. */
  public Optional<WorkspaceChange> deletion() {
    return folderId()
        .map(
            id ->
                new WorkspaceChange(
                    "folder " + folder,
                    () ->
                        workspace.tell(
                            "delete the folder " + folder,
                            client ->
                                client
                                    .workspace()
                                    .delete(new Delete().setPath(folder).setRecursive(true)))));
  }

  private Optional<String> text() {
    return workspace
        .find(
            "read the file " + path(),
            client ->
                client
                    .workspace()
                    .export(new ExportRequest().setPath(path()).setFormat(ExportFormat.AUTO))
                    .getContent())
        .map(content -> new String(Base64.getDecoder().decode(content), UTF_8));
  }

  /** With the format RAW, an SQL file is imported as a file, and not as a notebook. */
  private void write(String sql) {
    Import request =
        new Import()
            .setPath(path())
            .setFormat(ImportFormat.RAW)
            .setOverwrite(true)
            .setContent(Base64.getEncoder().encodeToString(sql.getBytes(UTF_8)));
    workspace.tell(
        "write the file " + path(),
        client -> {
          client.workspace().mkdirs(folder);
          client.workspace().importContent(request);
        });
  }

  private Optional<String> folderId() {
    return workspace
        .find(
            "read the folder " + folder,
            client -> client.workspace().getStatus(new GetStatusRequest().setPath(folder)))
        .map(status -> String.valueOf(status.getObjectId()));
  }

  private boolean isReader(String applicationId) {
    return folderId().stream()
        .flatMap(this::entries)
        .anyMatch(entry -> applicationId.equalsIgnoreCase(entry.getServicePrincipalName()));
  }

  /** Each level of permission on a folder includes the right to read. */
  private Stream<WorkspaceObjectAccessControlResponse> entries(String id) {
    return Optional.ofNullable(
            workspace.call(
                "read the permissions on the folder " + folder,
                client ->
                    client.workspace().getPermissions(DIRECTORIES, id).getAccessControlList()))
        .stream()
        .flatMap(Collection::stream);
  }

  private void permit(String applicationId) {
    String id = folderId().orElseThrow();
    workspace.tell(
        "give a permission on the folder " + folder,
        client ->
            client
                .workspace()
                .updatePermissions(
                    new WorkspaceObjectPermissionsRequest()
                        .setWorkspaceObjectType(DIRECTORIES)
                        .setWorkspaceObjectId(id)
                        .setAccessControlList(
                            List.of(
                                new WorkspaceObjectAccessControlRequest()
                                    .setServicePrincipalName(applicationId)
                                    .setPermissionLevel(
                                        WorkspaceObjectPermissionLevel.CAN_READ)))));
  }
}
