package io.quarterdeck.local.azurite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AzuriteInstallationTest {
  @Test
  void the_version_that_status_shows_is_the_one_that_is_installed() throws IOException {
    assertThat(resource("package.json"))
        .contains("\"azurite\": \"" + AzuriteInstallation.VERSION + "\"");
  }

  @Test
  void the_lock_file_names_no_registry() throws IOException {
    assertThat(resource("package-lock.json")).contains("\"integrity\"").doesNotContain("resolved");
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = AzuriteInstallation.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
