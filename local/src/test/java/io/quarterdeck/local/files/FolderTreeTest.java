package io.quarterdeck.local.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.process.Polling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTreeTest {
  @TempDir Path folder;

  @Test
  void missingFolderNeedsNoDeletion() throws Exception {
    FolderTree.delete(folder.resolve("no-such-folder"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void symbolicLinkIsDeletedAndItsTargetIsKept() throws Exception {
    Path kept = Files.createFile(Files.createDirectory(folder.resolve("kept")).resolve("file"));
    Path tree = Files.createDirectories(folder.resolve("tree/below"));
    Files.createSymbolicLink(tree.resolve("link"), kept.getParent());

    FolderTree.delete(tree.getParent());

    assertThat(tree.getParent()).doesNotExist();
    assertThat(kept).exists();
  }

  @Test
  void filesOfADyingProcessAreDeleted() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree/below"));
    String writes = "for i in $(seq 2000); do mkdir -p $i.d; : > $i.d/file; done; echo written";
    Process dying =
        new ProcessBuilder("sh", "-c", writes)
            .directory(tree.toFile())
            .redirectErrorStream(true)
            .start();
    assertThat(Polling.await("see it write", 30, () -> Files.exists(tree.resolve("50.d"))))
        .isTrue();

    FolderTree.delete(tree.getParent());

    assertThat(tree.getParent()).doesNotExist();
    dying.destroyForcibly();
    assertThat(dying.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }
}
