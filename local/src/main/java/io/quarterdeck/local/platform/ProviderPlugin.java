package io.quarterdeck.local.platform;

import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.provider.StoppedProvider;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The plugin azure-native in the Pulumi CLI's home folder for the local stack. It is a script that
 * prints the port of the emulator. While the emulator is stopped, the script refuses and prints the
 * command that starts it.
 *
 * <p>The variable PULUMI_DEBUG_PROVIDERS could pass a port as well. However, it keeps an outdated
 * port, and the engine waits ten seconds for an emulator that is stopped. The engine reads the port
 * from the first line of the plugin's output, and finds a plugin by the name of its folder ({@code
 * pkg/resource/plugin/plugin.go} and {@code sdk/go/common/workspace/plugins.go} of Pulumi 3.250).
 */
final class ProviderPlugin {
  private static final String NAME = "pulumi-resource-azure-native";

  private static final String REFUSAL =
      "Cannot reach the provider of the local stack: found nothing that listens on its port; expected"
          + " the local stack to run. Run ./quarterdeck local start, then this again.";

  /** The script ends when the engine closes the script's standard input. */
  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      # Written by ./quarterdeck local env.
      set -euo pipefail
      port=$(sed -n 's/^%s\\.port=//p' %s 2>/dev/null || true)
      if [ -n "$port" ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        echo "$port"
        exec cat >/dev/null
      fi
      export CLASSPATH=%s
      exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %s %s
      """;

  private ProviderPlugin() {}

  /**
   * Writes the plugin to the home folder of the CLI.
   *
   * @param home the folder that PULUMI_HOME names
   * @param settings the settings of the emulators, which have the port
   */
  static void install(Path home, Path settings) throws IOException {
    Path folder =
        Files.createDirectories(
            home.resolve("plugins/resource-azure-native-v" + ProviderServer.VERSION));
    Path script = folder.resolve(NAME);
    String text =
        SCRIPT.formatted(
            AzureEmulators.PROVIDER.name(),
            ShellWord.quoted(settings.toString()),
            ShellWord.quoted(System.getProperty("java.class.path")),
            ShellWord.quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            StoppedProvider.class.getName(),
            ShellWord.quoted(REFUSAL));
    // An unchanged script is not written again, because a Pulumi command may be starting it.
    if (!Files.isExecutable(script) || !Files.readString(script).equals(text)) {
      PrivateFiles.write(script, text);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
