package io.quarterdeck.local.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzuriteInstallationTest {
  @Test
  void statusShowsTheInstalledVersion() throws IOException {
    assertThat(resource("package.json"))
        .contains("\"azurite\": \"" + AzuriteInstallation.VERSION + "\"");
  }

  @Test
  void lockFileContainsNoRegistry() throws IOException {
    assertThat(resource("package-lock.json")).contains("\"integrity\"").doesNotContain("resolved");
  }

  @Test
  void aReleaseWithThePinnedVersionContainsTheInstallation(@TempDir Path home) throws IOException {
    Path installation = home.resolve("azurite");
    Path main = installation.resolve(AzuriteInstallation.MAIN);
    assertThat(AzuriteInstallation.bundled(home)).isEmpty();
    Files.createDirectories(main.getParent());
    Files.createFile(main);
    assertThat(AzuriteInstallation.bundled(home)).isEmpty();
    Path lock = installation.resolve("package-lock.json");
    Files.writeString(lock, resource("package-lock.json"));
    assertThat(AzuriteInstallation.bundled(home)).contains(installation);

    Files.writeString(lock, "{}");

    assertThat(AzuriteInstallation.bundled(home)).isEmpty();
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = AzuriteInstallation.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
