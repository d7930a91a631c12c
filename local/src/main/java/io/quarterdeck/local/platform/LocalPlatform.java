package io.quarterdeck.local.platform;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.PostgresAuth;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.StackLock;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import io.quarterdeck.local.engine.LocalProgram;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.signin.LocalSignIn;
import io.quarterdeck.local.signin.ProviderPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resources that the Pulumi program creates on the local stack. If the user ran {@code pulumi
 * up}, Pulumi's CLI manages them. Otherwise, this class runs the program when the program or the
 * ports of the stack changed.
 */
public final class LocalPlatform {
  /** The name of the stack. */
  public static final String STACK = "local";

  private static final String PROJECT = "quarterdeck";

  private final Folders folders;
  private final LocalStack stack;
  private final Path folder;

  public LocalPlatform(Folders folders) {
    this.folders = folders;
    this.stack = new LocalStack(folders);
    this.folder = stack.folder().resolve("platform");
  }

  /**
   * Starts the components that are not running, creates missing resources, and returns the
   * connected stack.
   *
   * @throws Failure if a component cannot be started, or the program fails
   */
  public ConnectedStack site(Progress progress) {
    LocalSettings settings = stack.start(LocalStack.RequestedPorts.NONE, progress);
    EmulatorSettings emulators = stack.emulators().orElseThrow();
    try {
      return new ConnectedStack(
          outputs(settings, emulators, progress), access(emulators, LocalSignIn.selected()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /**
   * Adds systems to the platform. The next command creates their resources. Has no effect if
   * Pulumi's CLI manages the platform, whose systems are a setting of the stack.
   */
  public void add(Set<PlatformSystemName> systems) {
    try {
      systems().add(systems);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private LocalSystems systems() {
    return new LocalSystems(folders.home(), folder.resolve("systems"));
  }

  /**
   * Returns the access of the owner, with which {@code bootstrap} sets the workspace up; empty if
   * the local stack of this checkout does not run.
   */
  Optional<AzureAccess> ownerAccess() {
    Optional<EmulatorSettings> emulators = stack.emulators();
    if (stack.settings().isEmpty() || emulators.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(access(emulators.get(), LocalTenant.OWNER));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private AzureAccess access(EmulatorSettings emulators, String principal) throws IOException {
    LocalSignIn signIn = new LocalSignIn(AzureEmulators.folder(stack.folder()), emulators);
    return new AzureAccess(
        signIn.credential(principal),
        AccessVariables.fromSelectedNetwork(signIn.http(), System.getenv()),
        AzureEmulators.endpoint(AzureEmulators.ARM, emulators),
        Optional.empty());
  }

  private static Failure unwritable(IOException e) {
    return Failure.causedBy(
        e,
        "Cannot create the platform on the local stack: %s; expected a writable "
            + "state folder. Fix its permissions, or set QUARTERDECK_HOME to another "
            + "folder.",
        e);
  }

  /**
   * Starts the components that are not running, and runs the program again, which recreates missing
   * resources.
   *
   * @throws Failure if Pulumi's CLI created the resources, because this method would not update its
   *     state; or for the same reasons as {@link #site}
   */
  public void repair(Progress progress) {
    if (isKnownToPulumi()) {
      throw new Failure(
          "Cannot repair the local stack's platform: Pulumi's CLI created it; expected a platform"
              + " that a command such as bootstrap created. Run pulumi refresh --stack local, then"
              + " pulumi up --stack local.");
    }
    try {
      Files.deleteIfExists(stamp());
    } catch (IOException e) {
      throw unwritable(e);
    }
    site(progress);
  }

  /**
   * Returns the variables with which programs access this stack as a principal, and writes the
   * files that they name.
   *
   * @param principal the name of a person, an application or a managed identity
   * @throws Failure if there is no such principal
   */
  public SortedMap<String, String> access(String principal) throws IOException {
    EmulatorSettings emulators = stack.emulators().orElseThrow();
    Path folder = AzureEmulators.folder(stack.folder());
    SortedMap<String, String> variables =
        new TreeMap<>(new LocalSignIn(folder, emulators).variables(principal));
    variables.putAll(new LocalAccess(folder).variables(emulators));
    variables.put(EnvironmentVariables.LOCAL_PRINCIPAL, principal);
    return variables;
  }

  /**
   * Returns the variables of {@link #access(String)}, and those with which programs in Python reach
   * the services by their names in Azure: the address of the proxy and the trusted certificate
   * ("Configure proxies when using the Azure SDK for Python").
   */
  public SortedMap<String, String> accessByName(String principal) throws IOException {
    SortedMap<String, String> variables = access(principal);
    variables.put(
        "HTTPS_PROXY",
        AzureEmulators.endpoint(AzureEmulators.PROXY, stack.emulators().orElseThrow()).toString());
    variables.put("NO_PROXY", Ports.LOOPBACK + ",localhost");
    variables.put(
        "REQUESTS_CA_BUNDLE",
        LoopbackCertificate.in(AzureEmulators.folder(stack.folder())).pem().toString());
    return variables;
  }

  /**
   * Returns what a shell needs so that the Azure CLI uses this stack.
   *
   * @param principal the name of a person, an application or a managed identity
   * @param signIn the variables of {@link #access(String)}
   */
  public AzureCliShell azureCli(String principal, SortedMap<String, String> signIn)
      throws IOException {
    return AzureCliShell.of(
        AzureEmulators.folder(stack.folder()), stack.emulators().orElseThrow(), principal, signIn);
  }

  /** Returns the backend of Pulumi's CLI for this stack. */
  public PulumiBackend backend() {
    return new PulumiBackend(
        stack.folder().resolve("pulumi"),
        AzureEmulators.folder(stack.folder()).resolve("settings.properties"));
  }

  /**
   * Returns whether the program ran without Pulumi's CLI. In that case, the CLI does not know its
   * resources.
   */
  public boolean isWithoutPulumi() {
    return !program(0, Map.of()).resources().isEmpty();
  }

  /**
   * Returns whether the settings file of the stack is encrypted for a local stack that was deleted,
   * for example by a reset. The passphrase was deleted with that stack, so that Pulumi's CLI cannot
   * create the stack.
   */
  public boolean isEncryptedForAnother() throws IOException {
    Path file = folders.home().resolve("Pulumi." + STACK + ".yaml");
    return !isKnownToPulumi()
        && Files.exists(file)
        && Files.readAllLines(file).stream().anyMatch(line -> line.startsWith("encryptionsalt:"));
  }

  private boolean isKnownToPulumi() {
    return backend().knows(PROJECT, STACK);
  }

  /**
   * Returns the file with the outputs of the program; it exists after the first deployment without
   * the Pulumi CLI.
   *
   * @param stackFolder the folder of the local stack
   */
  public static Path outputsFile(Path stackFolder) {
    return stackFolder.resolve("platform").resolve("outputs.json");
  }

  private OutputValues outputs(
      LocalSettings settings, EmulatorSettings emulators, Progress progress) throws IOException {
    PulumiBackend backend = backend();
    if (backend.knows(PROJECT, STACK)) {
      return OutputsSource.stack(STACK, folders.home(), backend.environment(emulators.token()));
    }
    Path outputs = outputsFile(stack.folder());
    Path stamp = stamp();
    Map<String, String> added = systems().setting(PROJECT);
    String now = ProgramStamp.of(folders.home(), settings, emulators, added);
    if (!isAt(stamp, now)) {
      StackLock.holding(
          folder,
          progress,
          () -> {
            up(settings, emulators, added, outputs, progress);
            PrivateFiles.write(stamp, now);
            return null;
          });
    }
    return OutputsSource.file(outputs);
  }

  private void up(
      LocalSettings settings,
      EmulatorSettings emulators,
      Map<String, String> added,
      Path outputs,
      Progress progress)
      throws IOException {
    progress.phase("running the Pulumi program");
    String json =
        program(providerPort(emulators), secrets(settings))
            .with(added)
            .up(stack.logs().resolve("program.log"), progress);
    PrivateFiles.write(outputs, json);
  }

  /**
   * Returns the secrets that the settings of the stack require. Without Pulumi's CLI, its encrypted
   * values cannot be read.
   */
  private Map<String, String> secrets(LocalSettings settings) throws IOException {
    Map<String, String> secrets = new TreeMap<>();
    if (systems().all().contains(PlatformSystemName.LAKEHOUSE)) {
      secrets.put(
          PROJECT + ":sourcePostgresPassword",
          new LocalSourcePassword(folder.resolve("source-password")).value());
    }
    String auth = StackSettings.of(folders.home(), STACK).values().get("postgresAuth");
    // Azure requires three kinds of characters in a password, which a random password may not
    // contain.
    if (PostgresAuth.PASSWORD.value().equals(auth)) {
      secrets.put(PROJECT + ":postgresPassword", "Qd1-" + settings.postgresPassword());
    }
    return secrets;
  }

  /** The program runs as the principal that the environment selects, by default the owner. */
  private int providerPort(EmulatorSettings emulators) throws IOException {
    LocalSignIn signIn = new LocalSignIn(AzureEmulators.folder(stack.folder()), emulators);
    return ProviderPort.of(
        AzureEmulators.endpoint(AzureEmulators.PROVIDER, emulators),
        signIn.variables(LocalSignIn.selected()));
  }

  private LocalProgram program(int providerPort, Map<String, String> secrets) {
    return new LocalProgram(
        folders.home(), STACK, folder.resolve("standing.json"), providerPort, secrets);
  }

  /** Returns the file that records from what the platform was created last. */
  private Path stamp() {
    return folder.resolve("stamp");
  }

  private static boolean isAt(Path stamp, String now) throws IOException {
    return Files.exists(stamp) && Files.readString(stamp).equals(now);
  }
}
