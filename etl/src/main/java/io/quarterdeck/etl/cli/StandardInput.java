package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.bytes.SystemReason;
import io.quarterdeck.etl.terminal.Output;
import io.quarterdeck.etl.terminal.StepProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Standard input as a file: a load reads its file more than once. The file is in a folder of its
 * own in the temporary directory; it is deleted by {@link #close}, or when the JVM ends before
 * that.
 *
 * @param path the file
 */
record StandardInput(Path path) implements AutoCloseable {
  /** The file's name, which the ledger keeps. */
  static final String NAME = "stdin";

  /**
   * The launcher sets it to true where standard input is a terminal: the JVM tells that only of
   * standard input and output together.
   */
  private static final String TERMINAL = "quarterdeck.stdin.terminal";

  private static final int BLOCK_BYTES = 1 << 16;

  /**
   * Reads standard input to its end.
   *
   * @param command the command that reads it, for its progress
   * @throws Failure when it is a terminal, or the temporary directory does not take it
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
      // The JVM deletes them in the opposite order, also after Ctrl-C.
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
    return new Failure(
        "Cannot copy standard input to the temporary directory "
            + System.getProperty("java.io.tmpdir")
            + ": "
            + SystemReason.of(e)
            + "; expected room for all of it there. Make room, or name another directory:"
            + " QUARTERDECK_JAVA_OPTIONS=-Djava.io.tmpdir=FOLDER",
        e);
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
