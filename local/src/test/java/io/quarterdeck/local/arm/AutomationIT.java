package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.Context;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.LocalWorkspace;
import com.pulumi.automation.LocalWorkspaceOptions;
import com.pulumi.automation.OperationType;
import com.pulumi.automation.OutputValue;
import com.pulumi.automation.PreviewOptions;
import com.pulumi.automation.RefreshOptions;
import com.pulumi.automation.UpOptions;
import com.pulumi.automation.UpdateResult;
import com.pulumi.automation.WorkspaceStack;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.App;
import io.quarterdeck.infra.settings.SettingsSource;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.entra.LocalTenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the program and the provider in this JVM with Pulumi's real engine, through the Automation
 * API.
 */
@ExtendWith(NeedsPulumi.class)
class AutomationIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /**
   * Pulumi's SDK does not close the gRPC channels of an inline program, and gRPC logs long warnings
   * about that.
   */
  private static final Logger ORPHANS =
      Logger.getLogger("io.grpc.internal.ManagedChannelOrphanWrapper");

  @TempDir Path folder;

  private ControlPlane azure;
  private ProviderServer server;
  private WorkspaceStack stack;

  @BeforeAll
  static void silence() {
    ORPHANS.setLevel(Level.OFF);
  }

  @BeforeEach
  void start() throws Exception {
    azure =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    server = ProviderServer.start(azure, LocalTenant.owner(), 0);
    for (String file : List.of("Pulumi.yaml", "Pulumi.local.yaml")) {
      Files.copy(ROOT.resolve(file), folder.resolve(file));
    }
    Files.createDirectories(folder.resolve("state"));
    stack = WorkspaceStack.create("local", LocalWorkspace.create(workspace()));
  }

  @AfterEach
  void stop() throws Exception {
    stack.close();
    server.close();
  }

  @Test
  @Tag("nightly")
  void localIsCreatedRepairedAndDestroyed() throws Exception {
    Map<OperationType, Integer> planned = stack.preview().changeSummary();
    assertThat(planned).containsOnlyKeys(OperationType.CREATE);
    assertThat(azure.resources().list()).isEmpty();

    Map<String, OutputValue> outputs = stack.up().outputs();
    assertThat(outputs.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(StackOutput.values())
                .filter(
                    output ->
                        output.system().map(PlatformSystemName.defaults()::contains).orElse(true))
                .map(StackOutput::outputName)
                .toList());
    assertThat(outputs.get("environment").value()).isEqualTo("local");
    int all = planned.get(OperationType.CREATE);
    Map<OperationType, Integer> same = Map.of(OperationType.SAME, all);
    assertThat(stack.preview(PreviewOptions.builder().expectNoChanges(true).build()))
        .satisfies(preview -> assertThat(preview.changeSummary()).isEqualTo(same));
    assertThat(changes(stack.up(UpOptions.builder().expectNoChanges(true).build())))
        .isEqualTo(same);

    String landing = landing();
    azure.delete(
        LocalTenant.owner(), landing, "Microsoft.Storage/storageAccounts/blobServices/containers");
    RefreshOptions strict = RefreshOptions.builder().expectNoChanges(true).build();
    assertThatThrownBy(() -> stack.refresh(strict))
        .isInstanceOf(AutomationException.class)
        .hasMessageContaining("    - 1 deleted\n    %d unchanged\n".formatted(all - 1))
        .hasMessageContaining("no changes were expected for refresh but changes were proposed");
    assertThat(changes(stack.up()))
        .isEqualTo(Map.of(OperationType.SAME, all - 1, OperationType.CREATE, 1));
    assertThat(azure.resources().find(landing)).isPresent();
    stack.refresh(strict);

    assertThat(changes(stack.destroy())).isEqualTo(Map.of(OperationType.DELETE, all));
    assertThat(azure.resources().list())
        .allSatisfy(left -> assertThat(left.id()).contains("/resourceGroups/NetworkWatcherRG"));
    stack.workspace().removeStack("local");
  }

  private static void program(Context context) {
    App.stack(context, new InlineSettings(context), Clock.systemUTC());
  }

  /**
   * The settings of an inline program. The engine passes the names of all settings and of the
   * encrypted ones only in the environment of processes.
   */
  private record InlineSettings(Context context) implements SettingsSource {
    @Override
    public String stack() {
      return context.stackName();
    }

    @Override
    public String revision() {
      return "unrecorded";
    }

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public Optional<String> value(String key) {
      return context.config().get(key);
    }

    @Override
    public boolean isEncrypted(String key) {
      return true;
    }
  }

  private LocalWorkspaceOptions workspace() {
    return LocalWorkspaceOptions.builder()
        .workDir(folder)
        .program(AutomationIT::program)
        .pulumiHome(folder.resolve("home"))
        .environmentVariables(
            Map.of(
                "PULUMI_BACKEND_URL", folder.resolve("state").toUri().toString(),
                "PULUMI_CONFIG_PASSPHRASE", "a passphrase of this test",
                "PULUMI_SKIP_UPDATE_CHECK", "true",
                "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true",
                "PULUMI_DEBUG_PROVIDERS", "azure-native:" + server.port()))
        .build();
  }

  private static Map<OperationType, Integer> changes(UpdateResult result) {
    return result.summary().resourceChanges();
  }

  private String landing() {
    return azure.resources().list().stream()
        .map(ArmResource::id)
        .filter(id -> id.endsWith("/containers/landing"))
        .findFirst()
        .orElseThrow();
  }
}
