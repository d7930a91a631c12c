package io.quarterdeck.local.platform;

import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The systems of the local stack when it runs without Pulumi's CLI: those in the settings file, and
 * those that {@code bootstrap --systems} added. The additions belong to the stack of a checkout, so
 * they are not written to the settings file, which is in version control.
 *
 * @param home the project folder
 * @param file the file with the additional systems
 */
record LocalSystems(Path home, Path file) {
  private static final String SETTING = "systems";

  /** Adds systems. A reset of the local stack removes them. */
  void add(Set<PlatformSystemName> systems) throws IOException {
    Set<PlatformSystemName> all = EnumSet.copyOf(added());
    all.addAll(systems);
    if (!all.equals(added())) {
      Files.createDirectories(file.getParent());
      PrivateFiles.write(file, PlatformSystemName.format(all));
    }
  }

  /** Returns the setting for the program; empty if the settings file has all systems. */
  Map<String, String> setting(String project) throws IOException {
    Set<PlatformSystemName> all = EnumSet.copyOf(configured());
    all.addAll(added());
    return all.equals(configured())
        ? Map.of()
        : Map.of(
            project + ":" + SETTING,
            all.stream()
                .map(system -> '"' + system.systemName() + '"')
                .collect(Collectors.joining(",", "[", "]")));
  }

  private Set<PlatformSystemName> added() throws IOException {
    return Files.exists(file)
        ? PlatformSystemName.parse(Files.readString(file))
        : EnumSet.noneOf(PlatformSystemName.class);
  }

  private Set<PlatformSystemName> configured() {
    Set<PlatformSystemName> systems =
        PlatformSystemName.parse(StackSettings.of(home, LocalPlatform.STACK).value(SETTING));
    return systems.isEmpty() ? PlatformSystemName.defaults() : systems;
  }
}
