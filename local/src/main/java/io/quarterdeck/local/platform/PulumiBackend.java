package io.quarterdeck.local.platform;

import io.quarterdeck.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where Pulumi's CLI keeps the stack {@code local}: a folder of the local stack, so that it goes
 * when the local stack goes.
 *
 * @param folder the backend's folder
 * @param standIns the stand-ins' settings, which have the provider's port
 */
public record PulumiBackend(Path folder, Path standIns) {
  /**
   * What the CLI must find in its environment to work on the local stack, and nothing beyond.
   *
   * @param passphrase what secrets in its state are encrypted with
   */
  public Map<String, String> environment(String passphrase) throws IOException {
    PrivateFiles.createFolder(folder);
    Path file = folder.resolve("passphrase");
    PrivateFiles.write(file, passphrase);
    Path home = folder.resolve("home");
    ProviderPlugin.install(home, standIns);
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

  /** Whether the CLI made the stack here. */
  boolean knows(String project, String stack) {
    return Files.exists(folder.resolve(".pulumi/stacks/" + project + "/" + stack + ".json"));
  }
}
