package io.quarterdeck.local.platform;

import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The backend of Pulumi's CLI for the stack {@code local}: a folder of the local stack, so that a
 * reset deletes it.
 *
 * @param folder the folder of the backend
 * @param emulators the settings file of the emulators, which has the provider's port
 */
public record PulumiBackend(Path folder, Path emulators) {
  /**
   * Returns the environment variables that the CLI needs to use the local stack.
   *
   * @param passphrase encrypts the secrets in the CLI's state
   */
  public Map<String, String> environment(String passphrase) throws IOException {
    PrivateFiles.createFolder(folder);
    Path file = folder.resolve("passphrase");
    PrivateFiles.write(file, passphrase);
    Path home = folder.resolve("home");
    ProviderPlugin.install(home, emulators);
    return new TreeMap<>(
        Map.of(
            "PULUMI_BACKEND_URL",
            folder.toUri().toString().replaceAll("/$", ""),
            "PULUMI_CONFIG_PASSPHRASE_FILE",
            file.toString(),
            "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
            "true",
            "PULUMI_SKIP_UPDATE_CHECK",
            "true",
            "PULUMI_HOME",
            home.toString()));
  }

  /** Returns whether the CLI created the stack in this backend. */
  boolean knows(String project, String stack) {
    return Files.exists(folder.resolve(".pulumi/stacks/" + project + "/" + stack + ".json"));
  }
}
