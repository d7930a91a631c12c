package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.ResourceAlreadyExists;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.files.CreateDirectoryRequest;
import com.databricks.sdk.service.files.DirectoryEntry;
import com.databricks.sdk.service.files.ListDirectoryContentsRequest;
import com.databricks.sdk.service.files.UploadRequest;
import com.databricks.sdk.service.workspace.Delete;
import com.databricks.sdk.service.workspace.ExportRequest;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import com.databricks.sdk.service.workspace.ListWorkspaceRequest;
import com.databricks.sdk.service.workspace.ObjectInfo;
import com.databricks.sdk.service.workspace.ObjectType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
  private static final String VOLUME = "/Volumes/main/default/jars";

  @TempDir private Path folder;

  private TestWorkspace workspace;
  private WorkspaceClient client;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
    client = workspace.client();
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void aVolumeHoldsFilesAndFoldersAfterARestartToo() throws IOException {
    workspace.createVolume();
    upload(VOLUME + "/jobs/a-b.jar", "first", false);
    upload(VOLUME + "/jobs/a-b.jar", "second", true);
    workspace.close();
    start();
    assertThat(download(VOLUME + "/jobs/a-b.jar")).isEqualTo("second");
    assertThat(client.files().getMetadata(VOLUME + "/jobs/a-b.jar").getContentLength())
        .isEqualTo(6);
    client
        .files()
        .createDirectory(new CreateDirectoryRequest().setDirectoryPath(VOLUME + "/records"));
    client.files().getDirectoryMetadata(VOLUME + "/records");
    assertThat(client.files().listDirectoryContents(VOLUME))
        .extracting(DirectoryEntry::getPath, DirectoryEntry::getIsDirectory)
        .containsExactly(tuple(VOLUME + "/jobs", true), tuple(VOLUME + "/records", true));
    client.files().deleteDirectory(VOLUME + "/records");
    client.files().delete(VOLUME + "/jobs/a-b.jar");
    assertThatThrownBy(() -> client.files().getMetadata(VOLUME + "/jobs/a-b.jar"))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> client.files().download(VOLUME + "/jobs/a-b.jar"))
        .isInstanceOf(NotFound.class)
        .hasMessage("The file being accessed is not found.");
  }

  @Test
  void volumesAreListedPageByPage() {
    workspace.createVolume();
    for (int i = 0; i < 5; i++) {
      upload(VOLUME + "/" + i, "x", false);
    }
    assertThat(
            client
                .files()
                .listDirectoryContents(
                    new ListDirectoryContentsRequest().setDirectoryPath(VOLUME).setPageSize(2L)))
        .extracting(DirectoryEntry::getName)
        .containsExactly("0", "1", "2", "3", "4");
  }

  @Test
  void aVolumeRefusesWhatDatabricksRefuses() {
    assertThatThrownBy(() -> upload(VOLUME + "/a.jar", "x", false))
        .isInstanceOf(NotFound.class)
        .hasMessage("Volume 'main.default.jars' does not exist.");
    workspace.createVolume();
    upload(VOLUME + "/jobs/a.jar", "x", false);
    assertThatThrownBy(() -> upload(VOLUME + "/jobs/a.jar", "y", false))
        .isInstanceOf(ResourceConflict.class)
        .hasMessage("The file being created already exists.");
    assertThatThrownBy(() -> client.files().deleteDirectory(VOLUME + "/jobs"))
        .isInstanceOf(BadRequest.class)
        .hasMessage("The directory is not empty.");
    assertThatThrownBy(() -> upload(VOLUME + "/../../../x", "y", false))
        .isInstanceOf(BadRequest.class);
  }

  @Test
  void workspaceFilesHaveTwoPaths() {
    client.workspace().mkdirs("/Workspace/Shared/quarterdeck/jars");
    importFile("/Workspace/Shared/quarterdeck/jars/a.jar", "first", false);
    importFile("/Shared/quarterdeck/jars/a.jar", "second", true);
    ObjectInfo status = client.workspace().getStatus("/Workspace/Shared/quarterdeck/jars/a.jar");
    assertThat(status.getPath()).isEqualTo("/Shared/quarterdeck/jars/a.jar");
    assertThat(status.getObjectType()).isEqualTo(ObjectType.FILE);
    assertThat(status.getSize()).isEqualTo(6);
    String content =
        client
            .workspace()
            .export(new ExportRequest().setPath("/Shared/quarterdeck/jars/a.jar"))
            .getContent();
    assertThat(new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8))
        .isEqualTo("second");
    assertThat(client.workspace().list(new ListWorkspaceRequest().setPath("/Shared/quarterdeck")))
        .extracting(ObjectInfo::getPath)
        .containsExactly("/Shared/quarterdeck/jars");
    client.workspace().delete(new Delete().setPath("/Shared/quarterdeck").setRecursive(true));
    assertThat(client.workspace().list(new ListWorkspaceRequest().setPath("/Shared"))).isEmpty();
  }

  @Test
  void aWorkspaceRefusesWhatDatabricksRefuses() {
    assertThatThrownBy(() -> client.workspace().getStatus("/Shared/none"))
        .isInstanceOf(NotFound.class)
        .hasMessage("Path (/Shared/none) doesn't exist.");
    assertThatThrownBy(() -> importFile("/Shared/none/a.jar", "x", false))
        .isInstanceOf(NotFound.class)
        .hasMessage("The parent folder (/Shared/none) does not exist.");
    importFile("/Shared/a.jar", "x", false);
    assertThatThrownBy(() -> importFile("/Shared/a.jar", "y", false))
        .isInstanceOf(ResourceAlreadyExists.class)
        .hasMessage("Path (/Shared/a.jar) already exists.");
    assertThatThrownBy(() -> client.workspace().delete(new Delete().setPath("/Shared")))
        .isInstanceOf(BadRequest.class)
        .hasMessage("Folder (/Shared) is not empty");
    assertThatThrownBy(() -> importFile("/Shared/b.jar", "x".repeat((10 << 20) + 1), false))
        .isInstanceOf(BadRequest.class)
        .hasMessage("File size imported is (10485761 bytes), exceeded max size (10485760 bytes)");
  }

  private void upload(String path, String text, boolean overwrite) {
    client
        .files()
        .upload(
            new UploadRequest()
                .setFilePath(path)
                .setOverwrite(overwrite)
                .setContents(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  private String download(String path) throws IOException {
    try (var contents = client.files().download(path).getContents()) {
      return new String(contents.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void importFile(String path, String text, boolean overwrite) {
    client
        .workspace()
        .importContent(
            new Import()
                .setPath(path)
                .setFormat(ImportFormat.AUTO)
                .setOverwrite(overwrite)
                .setContent(
                    Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
  }
}
