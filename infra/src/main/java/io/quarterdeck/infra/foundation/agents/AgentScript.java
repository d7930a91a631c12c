package io.quarterdeck.infra.foundation.agents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The script that installs on a new machine what an agent needs. It contains the files of {@code
 * setup/agent}, so that a machine needs no copy of the repository, and runs them.
 *
 * <p>Azure runs the script as root, with {@code /bin/sh}, and before Azure Pipelines installs the
 * agent. Sources: Microsoft Learn, "Use the Azure Custom Script Extension Version 2 with Linux
 * virtual machines" and "Azure Virtual Machine Scale Set agents", section "Customizing Virtual
 * Machine startup via the Custom Script Extension".
 */
final class AgentScript {
  /** The files by their path in the repository, which is also their path below {@code $folder}. */
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("setup/agent", "agent");
    FILES.put("setup/lib/steps.sh", "lib/steps.sh");
    FILES.put("ci/templates/variables.yml", "variables.yml");
  }

  /**
   * The packages of the image are updated at the first start, so apt waits for its lock. The file
   * agent_env_vars.sh is read by the script with which Azure Pipelines starts an agent; the task
   * JavaToolInstaller needs its variable.
   */
  private static final String BEGIN =
      """
      #!/bin/sh
      set -eu
      etc=${QUARTERDECK_ETC:-/etc}
      folder=$(mktemp -d)
      mkdir -p "$folder/setup/lib" "$folder/ci/templates" "$etc/apt/apt.conf.d" "$etc/profile.d"
      printf 'DPkg::Lock::Timeout "600";\\n' >"$etc/apt/apt.conf.d/90-quarterdeck"
      """;

  private static final String END =
      """
      bash "$folder/setup/agent"
      compiler=$(readlink -f -- "$(command -v javac)")
      printf 'export JAVA_HOME_17_X64=%s\\n' "${compiler%/bin/javac}" >"$etc/profile.d/agent_env_vars.sh"
      rm -rf -- "$folder"
      """;

  private AgentScript() {}

  /** Returns the script as text. */
  static String text() {
    StringBuilder script = new StringBuilder(BEGIN);
    FILES.forEach(
        (path, resource) ->
            script.append(
                "printf %%s '%s' | base64 -d >\"$folder/%s\"\n"
                    .formatted(base64(content(resource)), path)));
    return script.append(END).toString();
  }

  /** Returns the script in the format of the extension's setting {@code script}. */
  static String encoded() {
    return base64(text().getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  private static byte[] content(String resource) {
    try (InputStream file = AgentScript.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new IllegalStateException(
            "Cannot create the script of the agents: found no resource %s; expected it. Build the module infra with Maven."
                .formatted(resource));
      }
      return file.readAllBytes();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
