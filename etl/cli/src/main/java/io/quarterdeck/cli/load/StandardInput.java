package io.quarterdeck.cli.load;

import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Copies standard input to a file, because a load reads its file more than once. */
final class StandardInput {
  /** The file name in the ledger. */
  static final String NAME = "stdin";

  /**
   * The launcher sets this property to true if standard input is a terminal. The JVM can only
   * detect whether both standard input and standard output are terminals.
   */
  private static final String TERMINAL = "quarterdeck.stdin.terminal";

  private static final int BLOCK_BYTES = 1 << 16;

  private StandardInput() {}

  /**
   * Copies standard input to a file.
   *
   * @param command the command, for its progress
   * @throws Failure if standard input is a terminal, or the temporary directory is not writable or
   *     full
   */
  static TemporaryFile spool(CommandSpec command) {
    if (Boolean.getBoolean(TERMINAL)) {
      throw new Failure(
          "Cannot read standard input: it is a terminal; expected a file or a pipe. Run it as in:"
              + " COMMAND | ./quarterdeck load -");
    }
    TemporaryFile input = create();
    try (StepProgress progress = Output.of(command).step("stdin")) {
      progress.phase("reading standard input");
      copy(System.in, input.path(), progress);
      return input;
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private static TemporaryFile create() {
    try {
      return TemporaryFile.create("stdin", NAME);
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static void copy(InputStream in, Path file, StepProgress progress) {
    try (OutputStream out = Files.newOutputStream(file)) {
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
}
