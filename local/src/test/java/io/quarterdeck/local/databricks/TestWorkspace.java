package io.quarterdeck.local.databricks;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.service.catalog.AzureManagedIdentityRequest;
import com.databricks.sdk.service.catalog.CreateExternalLocation;
import com.databricks.sdk.service.catalog.CreateStorageCredential;
import com.databricks.sdk.service.catalog.CreateVolumeRequestContent;
import com.databricks.sdk.service.catalog.VolumeType;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.workspace.AzureKeyVaultSecretScopeMetadata;
import com.databricks.sdk.service.workspace.CreateScope;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import com.databricks.sdk.service.workspace.ScopeBackendType;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.databricks.pipelines.PipelineProgram;
import io.quarterdeck.local.databricks.task.SparkInstallation;
import io.quarterdeck.local.databricks.task.SparkTaskRunner;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.spark.SparkArchive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.net.ssl.SSLContext;

/** An emulator for one test, with Databricks' client. */
record TestWorkspace(DatabricksEmulator emulator, Emulator.Running running, WorkspaceClient client)
    implements AutoCloseable {
  /** The resource of the workspace in Azure. */
  static final String RESOURCE =
      "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/dbw";

  /** The URL of the workspace that a test started last. Tests run one after the other. */
  private static final AtomicReference<String> HERE = new AtomicReference<>("");

  static final String TOKEN = TestTenant.token(Audience.DATABRICKS);
  static final String JAR = "/Workspace/Shared/task.jar";
  static final String CONNECTOR =
      "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Databricks/accessConnectors/lake";

  static TestWorkspace start(Path folder) throws IOException {
    return start(folder, Clock.systemUTC());
  }

  static TestWorkspace start(Path folder, Clock clock) throws IOException {
    return start(folder, clock, WorkspaceIdentity.local(7));
  }

  static TestWorkspace start(Path folder, Clock clock, WorkspaceIdentity workspace)
      throws IOException {
    return start(folder, clock, workspace, new FakeVault().secrets());
  }

  /** Starts a workspace without Spark. */
  private static TestWorkspace start(
      Path folder, Clock clock, WorkspaceIdentity workspace, Map<String, String> secrets)
      throws IOException {
    Path none = folder.resolve("no.classpath");
    Files.writeString(none, "");
    SparkInstallation withoutSpark =
        new SparkInstallation(none, work -> Map.of(), (host, identity) -> Map.of());
    return start(
        folder,
        workspace,
        dependencies(secrets, new SparkTaskRunner(withoutSpark, archive(folder)), clock));
  }

  /** Starts a workspace without Spark, whose vault has these secrets. */
  static TestWorkspace start(Path folder, Map<String, String> secrets) throws IOException {
    return start(folder, Clock.systemUTC(), WorkspaceIdentity.local(7), secrets);
  }

  /** Starts a workspace whose tasks this runner starts. */
  static TestWorkspace start(Path folder, TaskRunner runner) throws IOException {
    return start(
        folder, WorkspaceIdentity.local(7), dependencies(Map.of(), runner, Clock.systemUTC()));
  }

  /** Starts a workspace whose tasks run on Spark. */
  static TestWorkspace start(
      Path folder, SparkInstallation spark, SparkArchive archive, String password)
      throws IOException {
    return start(
        folder,
        WorkspaceIdentity.local(7),
        dependencies(
            Map.of("postgres-password", password),
            new SparkTaskRunner(spark, archive),
            Clock.systemUTC()));
  }

  private static DatabricksEmulator.Dependencies dependencies(
      Map<String, String> secrets, TaskRunner runner, Clock clock) {
    return new DatabricksEmulator.Dependencies(
        new Subscription(HERE),
        TestWorkspace::ofOwner,
        TestTenant.authority(),
        new FakeVault(FakeVault.VAULT, secrets),
        runner,
        new PipelineProgram(TaskMain.class.getName()),
        clock);
  }

  private static SparkArchive archive(Path folder) {
    return new SparkArchive(folder, System.err::println);
  }

  private static TestWorkspace start(
      Path folder, WorkspaceIdentity workspace, DatabricksEmulator.Dependencies dependencies)
      throws IOException {
    DatabricksEmulator emulator = new DatabricksEmulator(workspace, dependencies);
    Emulator.Running running = emulator.start(context(folder));
    HERE.set(running.endpoint().toString());
    return new TestWorkspace(emulator, running, client(running, TOKEN));
  }

  static WorkspaceClient client(Emulator.Running running, String token) {
    return new WorkspaceClient(
        new DatabricksConfig().setHost(running.endpoint().toString()).setToken(token));
  }

  static EmulatorContext context(Path folder) {
    try {
      return new EmulatorContext(folder.resolve("databricks"), 0, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the application that {@link TestTenant#environment} signs in an administrator. */
  TestWorkspace withDeploy() {
    client
        .servicePrincipalsV2()
        .create(
            new CreateServicePrincipalRequest()
                .setApplicationId(TestTenant.environment().get("AZURE_CLIENT_ID"))
                .setDisplayName("deploy")
                .setGroups(client.currentUser().me(new MeRequest()).getGroups()));
    return this;
  }

  /** Creates the scope {@code vault} with the only vault. */
  void createScope() {
    client
        .secrets()
        .createScope(
            new CreateScope()
                .setScope("vault")
                .setScopeBackendType(ScopeBackendType.AZURE_KEYVAULT)
                .setBackendAzureKeyvault(
                    new AzureKeyVaultSecretScopeMetadata()
                        .setResourceId(FakeVault.VAULT.resourceId())
                        .setDnsName(FakeVault.VAULT.dnsName())));
  }

  /** Creates the storage credential {@code lake}. */
  void createCredential(String connector) {
    client
        .storageCredentials()
        .create(
            new CreateStorageCredential()
                .setName("lake")
                .setAzureManagedIdentity(
                    new AzureManagedIdentityRequest().setAccessConnectorId(connector)));
  }

  /** Creates an external location with the credential {@code lake}. */
  void createLocation(String name, String url) {
    client
        .externalLocations()
        .create(new CreateExternalLocation().setName(name).setUrl(url).setCredentialName("lake"));
  }

  /** Creates the external volume {@code main.default.jars}. */
  void createVolume(String location) {
    client.volumes().create(jars(VolumeType.EXTERNAL).setStorageLocation(location));
  }

  /** Creates the managed volume {@code main.default.jars}. */
  void createVolume() {
    client.volumes().create(jars(VolumeType.MANAGED));
  }

  private static CreateVolumeRequestContent jars(VolumeType type) {
    return new CreateVolumeRequestContent()
        .setCatalogName("main")
        .setSchemaName("default")
        .setName("jars")
        .setVolumeType(type);
  }

  /** Uploads a jar that contains only {@link TaskMain}. */
  void uploadJar() throws IOException {
    client
        .workspace()
        .importContent(
            new Import()
                .setPath(JAR)
                .setContent(Base64.getEncoder().encodeToString(jar()))
                .setFormat(ImportFormat.AUTO));
  }

  static byte[] jar() throws IOException {
    String entry = TaskMain.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JarOutputStream jar = new JarOutputStream(bytes);
        InputStream code = TaskMain.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      code.transferTo(jar);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    running.close();
  }

  /** Only the owner has a role in Azure. */
  private static Authorization.Decision ofOwner(EntraPrincipal principal, AccessRequest request) {
    return principal.objectId().equals(LocalTenant.OWNER_ID)
        ? Authorization.Decision.ALLOWED
        : Authorization.Decision.NOT_ASSIGNED;
  }

  /**
   * A subscription with one access connector and one workspace.
   *
   * @param url the URL of the workspace
   */
  private record Subscription(AtomicReference<String> url) implements ArmResources {
    @Override
    public Optional<ArmResource> find(String id) {
      return list().stream().filter(resource -> resource.id().equalsIgnoreCase(id)).findFirst();
    }

    @Override
    public List<ArmResource> list() {
      JsonObject properties = new JsonObject();
      properties.addProperty("workspaceUrl", url.get());
      JsonObject workspace = new JsonObject();
      workspace.add("properties", properties);
      return List.of(
          new ArmResource(
              CONNECTOR, "Microsoft.Databricks/accessConnectors", "2024-05-01", new JsonObject()),
          new ArmResource(RESOURCE, "Microsoft.Databricks/workspaces", "2026-01-01", workspace));
    }
  }
}
