package io.quarterdeck.local.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

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

  private static String resource(String name) throws IOException {
    try (InputStream stream = AzuriteInstallation.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
