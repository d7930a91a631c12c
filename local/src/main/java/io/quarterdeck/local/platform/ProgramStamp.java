package io.quarterdeck.local.platform;

import io.quarterdeck.infra.App;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.files.CodeLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Identifies the inputs of the platform. When one of them changes, the program runs again. */
final class ProgramStamp {
  private ProgramStamp() {}

  static String of(
      Path home, LocalSettings settings, EmulatorSettings emulators, Map<String, String> added)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path file :
        List.of(
            home.resolve("Pulumi.yaml"),
            home.resolve("Pulumi." + LocalPlatform.STACK + ".yaml"),
            CodeLocation.of(App.class))) {
      text.append(file)
          .append(' ')
          .append(Files.exists(file) ? Files.getLastModifiedTime(file) : "missing")
          .append('\n');
    }
    text.append(settings).append('\n').append(emulators).append('\n');
    added.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    return text.toString();
  }
}
