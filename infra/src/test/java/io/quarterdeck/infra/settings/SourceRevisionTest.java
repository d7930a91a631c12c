package io.quarterdeck.infra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceRevisionTest {
  @TempDir Path folder;

  @Test
  void theRevisionOfACheckoutIsItsCommitAndShowsModifications() throws Exception {
    Path file = Files.writeString(folder.resolve("Pulumi.dev.yaml"), "config: {}\n");
    git("init", "--quiet");
    git("add", "--all");
    git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "first");
    String commit = git("rev-parse", "HEAD");

    assertThat(SourceRevision.of(folder)).isEqualTo(commit).hasSize(40);

    Files.writeString(folder.resolve("untracked"), "");
    assertThat(SourceRevision.of(folder)).isEqualTo(commit);
    Files.writeString(file, "config: {a: b}\n");
    assertThat(SourceRevision.of(folder)).isEqualTo(commit + "-dirty");

    Path inside = Files.createDirectory(folder.resolve("inside"));
    assertThat(SourceRevision.of(inside)).isEqualTo("unrecorded");
  }

  @Test
  void theRevisionOfAReleaseIsTheRecordedOne() throws IOException {
    assertThat(SourceRevision.of(folder)).isEqualTo("unrecorded");
    Files.writeString(folder.resolve("REVISION"), "0123456789abcdef\n");
    assertThat(SourceRevision.of(folder)).isEqualTo("0123456789abcdef");
  }

  private String git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }
}
