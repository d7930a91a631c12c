package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that a run leaves no secrets on disk, and that a resource that the state lost can be
 * imported.
 */
@ExtendWith(NeedsPulumi.class)
@Tag("nightly")
class SecretsIT {
  private static final String PASSWORD = "correct horse battery staple";

  @TempDir Path folder;

  @Test
  void passwordIsNeverStoredInPlainTextAndALostResourceIsImported() throws Exception {
    ControlPlane azure =
        ControlPlane.open(
            folder.resolve("arm"), CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    PulumiProject project = PulumiProject.in(folder);
    project.settings("dev", "quarterdeck:postgresAuth: password");
    try (ProviderServer server = ProviderServer.start(azure, LocalTenant.owner(), 0)) {
      project.provider(server.port());
      project.run("stack", "init", "dev").succeeds();
      project
          .run("config", "set", "--secret", "postgresPassword", PASSWORD, "--stack", "dev")
          .succeeds();
      String up =
          project.run("up", "--yes", "--skip-preview", "--stack", "dev").succeeds().output();
      assertThat(up).doesNotContain(PASSWORD);
      assertThat(project.state("dev")).contains("ciphertext").doesNotContain(PASSWORD);
      assertThat(filesWith(PASSWORD)).isEmpty();
      project.run("preview", "--refresh", "--expect-no-changes", "--stack", "dev").succeeds();

      String container = lose(project, azure);
      String lost = project.run("up", "--yes", "--skip-preview", "--stack", "dev").fails().output();
      assertThat(lost).contains("cannot create already existing resource '" + container + "'");
      project
          .run(
              "import",
              "azure-native:storage:BlobContainer",
              "container-landing",
              container,
              "--parent",
              "lake=urn:pulumi:dev::quarterdeck::quarterdeck:storage:Lake::lake",
              "--protect=false",
              "--generate-code=false",
              "--yes",
              "--stack",
              "dev")
          .succeeds();
      project.run("preview", "--refresh", "--expect-no-changes", "--stack", "dev").succeeds();
    }
  }

  /** Removes the landing container from the state, but not from Azure. */
  private static String lose(PulumiProject project, ControlPlane azure)
      throws IOException, InterruptedException {
    String urn =
        "urn:pulumi:dev::quarterdeck::quarterdeck:storage:Lake$azure-native:storage:BlobContainer"
            + "::container-landing";
    project.run("state", "delete", urn, "--yes", "--stack", "dev").succeeds();
    return azure.resources().list().stream()
        .map(ArmResource::id)
        .filter(id -> id.endsWith("/containers/landing"))
        .findFirst()
        .orElseThrow();
  }

  private List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
