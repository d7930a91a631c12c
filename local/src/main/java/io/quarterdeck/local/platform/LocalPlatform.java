package io.quarterdeck.local.platform;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.azure.AccessVariables;
import io.quarterdeck.etl.azure.ConnectedStack;
import io.quarterdeck.etl.outputs.OutputsSource;
import io.quarterdeck.etl.outputs.StackOutputs;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.local.AzureStandIns;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.StackLock;
import io.quarterdeck.local.program.LocalProgram;
import io.quarterdeck.local.standin.StandInSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The platform that the Pulumi program makes of the local stack. Who ran {@code pulumi up} has it
 * by Pulumi's CLI; for everybody else the program is run here, when it or the stack's ports
 * changed.
 */
public final class LocalPlatform {
  /** The stack's name. */
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
   * Starts what does not run, makes what is not made, and says how it is reached.
   *
   * @throws Failure when a part cannot be started, or the program fails
   */
  public ConnectedStack site(Progress progress) {
    LocalSettings settings = stack.start(LocalStack.Wishes.NONE, progress);
    StandInSettings standIns = stack.standIns().orElseThrow();
    try {
      return new ConnectedStack(
          outputs(settings, standIns, progress),
          AccessVariables.read(
              new LocalAccess(AzureStandIns.folder(stack.folder())).variables(settings, standIns)));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static Failure unwritable(IOException e) {
    return new Failure(
        "Cannot make the platform on the local stack: "
            + e
            + "; expected a state folder that can be written to. Mend its rights, or set"
            + " QUARTERDECK_HOME to another folder.",
        e);
  }

  /**
   * Starts what does not run, and runs the program again, which makes what is gone of its
   * resources.
   *
   * @throws Failure when Pulumi's CLI made them, whose state this would not change; or as {@link
   *     #site} does
   */
  public void repair(Progress progress) {
    if (isKnownToPulumi()) {
      throw new Failure(
          "Cannot repair the local stack's platform: Pulumi's CLI made it; expected one that a"
              + " command such as bootstrap made. Run pulumi refresh --stack local, then pulumi up"
              + " --stack local.");
    }
    try {
      Files.deleteIfExists(stamp());
    } catch (IOException e) {
      throw unwritable(e);
    }
    site(progress);
  }

  /** Pulumi's CLI on this stack. */
  public PulumiBackend backend(StandInSettings standIns) {
    return new PulumiBackend(
        stack.folder().resolve("pulumi"), standIns.port(AzureStandIns.PROVIDER));
  }

  /**
   * Whether the program was run without Pulumi's CLI, which then knows nothing of its resources.
   */
  public boolean standsWithoutPulumi() {
    return !program(0, Map.of()).standing().isEmpty();
  }

  /**
   * Whether the stack's file holds what was encrypted for a local stack that is gone, as after a
   * reset. Its passphrase went with it: Pulumi's CLI then refuses to make the stack.
   */
  public boolean isEncryptedForAnother() throws IOException {
    Path file = folders.home().resolve("Pulumi." + STACK + ".yaml");
    return !isKnownToPulumi()
        && Files.exists(file)
        && Files.readAllLines(file).stream().anyMatch(line -> line.startsWith("encryptionsalt:"));
  }

  private boolean isKnownToPulumi() {
    return new PulumiBackend(stack.folder().resolve("pulumi"), 0).knows(PROJECT, STACK);
  }

  private StackOutputs outputs(LocalSettings settings, StandInSettings standIns, Progress progress)
      throws IOException {
    PulumiBackend backend = backend(standIns);
    if (backend.knows(PROJECT, STACK)) {
      return OutputsSource.stack(STACK, folders.home(), backend.environment(standIns.token()));
    }
    Path outputs = folder.resolve("outputs.json");
    Path stamp = stamp();
    String now = ProgramStamp.of(folders.home(), settings, standIns);
    if (!isAt(stamp, now)) {
      StackLock.holding(
          folder,
          progress,
          () -> {
            up(settings, standIns, outputs, progress);
            PrivateFiles.write(stamp, now);
            return null;
          });
    }
    return OutputsSource.file(outputs);
  }

  private void up(LocalSettings settings, StandInSettings standIns, Path outputs, Progress progress)
      throws IOException {
    progress.phase("running the Pulumi program");
    // Azure wants three kinds of characters in a password: what was drawn may lack one.
    Map<String, String> secrets =
        Map.of(PROJECT + ":postgresPassword", "Qd1-" + settings.postgresPassword());
    String json =
        program(standIns.port(AzureStandIns.PROVIDER), secrets)
            .up(stack.logs().resolve("program.log"), progress);
    PrivateFiles.write(outputs, json);
  }

  private LocalProgram program(int providerPort, Map<String, String> secrets) {
    return new LocalProgram(
        folders.home(), STACK, folder.resolve("standing.json"), providerPort, secrets);
  }

  /** What the platform was made from last. */
  private Path stamp() {
    return folder.resolve("stamp");
  }

  private static boolean isAt(Path stamp, String now) throws IOException {
    return Files.exists(stamp) && Files.readString(stamp).equals(now);
  }
}
