package io.quarterdeck.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFoldersTest {
  @TempDir Path parent;

  @Test
  void foldersOfDeadProcessesAreDeletedAndOthersAreKept() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path leftover = Files.createDirectory(parent.resolve("work." + dead.pid() + "-1"));
    Files.writeString(leftover.resolve("key"), "secret");
    Path otherKind = Files.createDirectory(parent.resolve("other." + dead.pid() + "-1"));
    Path ours = WorkFolders.create(parent, "work");
    Path second = WorkFolders.create(parent, "work");
    assertThat(leftover).doesNotExist();
    assertThat(otherKind).exists();
    assertThat(ours).exists().isNotEqualTo(second);
  }
}
