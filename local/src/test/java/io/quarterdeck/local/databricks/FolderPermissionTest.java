package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.workspace.Delete;
import com.databricks.sdk.service.workspace.ExportRequest;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import com.databricks.sdk.service.workspace.WorkspaceObjectAccessControlRequest;
import com.databricks.sdk.service.workspace.WorkspaceObjectPermissionLevel;
import com.databricks.sdk.service.workspace.WorkspaceObjectPermissionsRequest;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Permissions on folders in the home folder of another member. */
class FolderPermissionTest {
  private static final String APPLICATION = TestTenant.environment().get("AZURE_CLIENT_ID");
  private static final String PLAN = "/Users/owner@example.com/plans";

  @TempDir private Path folder;

  private TestWorkspace workspace;
  private WorkspaceClient admin;
  private WorkspaceClient member;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
    admin = workspace.client();
    admin
        .servicePrincipalsV2()
        .create(
            new CreateServicePrincipalRequest()
                .setApplicationId(APPLICATION)
                .setDisplayName("deploy"));
    member =
        TestWorkspace.client(
            workspace.running(), TestTenant.applicationToken("deploy", Audience.DATABRICKS));
    admin.workspace().mkdirs(PLAN);
    admin
        .workspace()
        .importContent(
            new Import()
                .setPath(PLAN + "/a.txt")
                .setFormat(ImportFormat.AUTO)
                .setContent(encoded("secret")));
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PLAN + "/a.txt",
        "/" + PLAN + "/a.txt",
        "/Workspace" + PLAN + "/a.txt",
        "//Workspace/" + PLAN + "/a.txt",
        "/Users//owner@example.com///plans/a.txt"
      })
  void eachFormOfAPathNeedsThePermission(String path) {
    assertThatThrownBy(() -> read(member, path)).isInstanceOf(PermissionDenied.class);
    assertThat(read(admin, path)).isEqualTo("secret");
    permit();
    assertThat(read(member, path)).isEqualTo("secret");
    assertThatThrownBy(() -> member.workspace().delete(new Delete().setPath(path)))
        .isInstanceOf(PermissionDenied.class);
  }

  @Test
  void aMemberWritesToItsOwnHomeFolderInEachForm() {
    member.workspace().mkdirs("/Workspace/Users/" + APPLICATION);
    member.workspace().mkdirs("//Users/" + APPLICATION + "//own/");
    assertThat(admin.workspace().getStatus("/Users/" + APPLICATION + "/own").getPath())
        .isEqualTo("/Users/" + APPLICATION + "/own");
  }

  @Test
  void theDeletionOfAFolderAlsoDeletesItsPermissions() throws IOException {
    permit();
    admin.workspace().delete(new Delete().setPath("/Users/owner@example.com").setRecursive(true));
    stop();
    workspace = TestWorkspace.start(folder);
    admin = workspace.client();
    member =
        TestWorkspace.client(
            workspace.running(), TestTenant.applicationToken("deploy", Audience.DATABRICKS));
    admin.workspace().mkdirs(PLAN);
    admin
        .workspace()
        .importContent(
            new Import()
                .setPath(PLAN + "/b.txt")
                .setFormat(ImportFormat.AUTO)
                .setContent(encoded("new")));
    assertThatThrownBy(() -> read(member, PLAN + "/b.txt")).isInstanceOf(PermissionDenied.class);
    permit();
    assertThat(read(member, PLAN + "/b.txt")).isEqualTo("new");
  }

  private void permit() {
    admin
        .workspace()
        .updatePermissions(
            new WorkspaceObjectPermissionsRequest()
                .setWorkspaceObjectType("directories")
                .setWorkspaceObjectId(
                    String.valueOf(admin.workspace().getStatus(PLAN).getObjectId()))
                .setAccessControlList(
                    List.of(
                        new WorkspaceObjectAccessControlRequest()
                            .setServicePrincipalName(APPLICATION)
                            .setPermissionLevel(WorkspaceObjectPermissionLevel.CAN_READ))));
  }

  private static String read(WorkspaceClient client, String path) {
    String content = client.workspace().export(new ExportRequest().setPath(path)).getContent();
    return new String(Base64.getDecoder().decode(content), StandardCharsets.UTF_8);
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
