package io.quarterdeck.cli.load;

import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Copies standard input to a file, because a load reads its file more than once. The file is in its
 * own folder in the temporary directory. {@link #close} deletes it, or the JVM when it ends.
 *
 * @param path the file
 */
record StandardInput(Path path) implements AutoCloseable {
  /** The file name in the ledger. */
  static final String NAME = "stdin";

  /**
   * The launcher sets this property to true if standard input is a terminal. The JVM can only
   * detect whether both standard input and standard output are terminals.
   */
  private static final String TERMINAL = "quarterdeck.stdin.terminal";

  private static final int BLOCK_BYTES = 1 << 16;

  /**
   * Copies standard input to a file.
   *
   * @param command the command, for its progress
   * @throws Failure if standard input is a terminal, or the temporary directory is not writable or
   *     full
   */
  static StandardInput spool(CommandSpec command) {
    if (Boolean.getBoolean(TERMINAL)) {
      throw new Failure(
          "Cannot read standard input: it is a terminal; expected a file or a pipe. Run it as in:"
              + " COMMAND | ./quarterdeck load -");
    }
    StandardInput input = create();
    try (StepProgress progress = Output.of(command).step("stdin")) {
      progress.phase("reading standard input");
      input.copy(System.in, progress);
      return input;
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static StandardInput create() {
    try {
      Path folder = Files.createTempDirectory("quarterdeck-stdin-");
      Path path = folder.resolve(NAME);
      // The JVM deletes them in reverse order, also after Ctrl-C.
      folder.toFile().deleteOnExit();
      path.toFile().deleteOnExit();
      return new StandardInput(Files.createFile(path));
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private void copy(InputStream in, StepProgress progress) {
    try (OutputStream out = Files.newOutputStream(path)) {
      byte[] block = new byte[BLOCK_BYTES];
      long bytes = 0;
      for (int got = in.read(block); got >= 0; got = in.read(block)) {
        out.write(block, 0, got);
        bytes += got;
        progress.advance(bytes, 0, "bytes");
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static Failure noRoom(IOException e) {
    return Failure.causedBy(
        e,
        "Cannot copy standard input to the temporary directory %s: %s; expected "
            + "enough disk space there. Free disk space, or name another directory: "
            + "QUARTERDECK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER",
        System.getProperty("java.io.tmpdir"),
        SystemReason.of(e));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
