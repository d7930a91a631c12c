package io.quarterdeck.local.platform;

import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.provider.ProviderSignIn;
import io.quarterdeck.local.arm.provider.StoppedProvider;
import io.quarterdeck.local.entra.ShellSignIn;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The plugin azure-native in the Pulumi CLI's home folder for the local stack. It is a script that
 * presents the credential of its shell to the emulator ({@code ProviderSignIn}), and prints the
 * port of the provider that acts for the principal of the shell. While the emulator is stopped, or
 * if it does not accept the credential, the script refuses and prints the reason.
 *
 * <p>The variable PULUMI_DEBUG_PROVIDERS could pass a port as well. However, it keeps an outdated
 * port, and the engine waits ten seconds for an emulator that is stopped. The engine reads the port
 * from the first line of the plugin's output, and finds a plugin by the name of its folder ({@code
 * pkg/resource/plugin/plugin.go} and {@code sdk/go/common/workspace/plugins.go} of Pulumi 3.250).
 */
final class ProviderPlugin {
  private static final String NAME = "pulumi-resource-azure-native";

  private static final String REFUSAL =
      "Cannot reach the provider of the local stack: found nothing that listens on its port;"
          + " expected the local stack to run. Run ./quarterdeck local start, then this again.";

  /** The script ends when the engine closes the script's standard input. */
  private static final String SCRIPT =
      """
      #!/usr/bin/env bash
      # Written by ./quarterdeck local env.
      set -euo pipefail
      refusal=%s
      emulator=$(sed -n 's/^%s\\.port=//p' %s 2>/dev/null || true)
      if [ -n "$emulator" ] && (exec 3<>"/dev/tcp/127.0.0.1/$emulator") 2>/dev/null; then
        form=
        for name in %s; do
          form="$form$name=${!name:-}&"
        done
        if [ -n "${AZURE_FEDERATED_TOKEN_FILE:-}" ]; then
          form="${form}%s=$(<"$AZURE_FEDERATED_TOKEN_FILE")"
        fi
        exec 3<>"/dev/tcp/127.0.0.1/$emulator"
        printf 'POST %s HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n' >&3
        printf 'Content-Type: application/x-www-form-urlencoded\\r\\nContent-Length: %%d\\r\\n\\r\\n%%s' "${#form}" "$form" >&3
        answer=$(cat <&3)
        exec 3>&-
        if [[ $answer =~ \\"port\\":([0-9]+) ]]; then
          echo "${BASH_REMATCH[1]}"
          exec cat >/dev/null
        fi
        [[ ! $answer =~ \\"message\\":\\"(([^\\"\\\\]|\\\\.)*)\\" ]] || refusal=${BASH_REMATCH[1]//\\\\\\"/\\"}
      fi
      export CLASSPATH=%s
      exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %s "$refusal"
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
            ShellWord.quoted(REFUSAL),
            AzureEmulators.PROVIDER.name(),
            ShellWord.quoted(settings.toString()),
            String.join(" ", ShellSignIn.VARIABLES),
            ShellSignIn.ASSERTION,
            ProviderSignIn.SESSIONS,
            ShellWord.quoted(System.getProperty("java.class.path")),
            ShellWord.quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            StoppedProvider.class.getName());
    // An unchanged script is not written again, because a Pulumi command may be starting it.
    if (!Files.isExecutable(script) || !Files.readString(script).equals(text)) {
      PrivateFiles.write(script, text);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
