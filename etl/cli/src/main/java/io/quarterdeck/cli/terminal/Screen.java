package io.quarterdeck.cli.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.Signals;

/**
 * The terminal of a standard stream. JLine is loaded when a width is read for the first time, so
 * that commands that print to a file or a pipe start without it.
 */
final class Screen {
  /** The width of a terminal that does not report its width. */
  private static final int USUAL_COLUMNS = 80;

  /** The minimum width for shortening text. */
  private static final int FEWEST_COLUMNS = 20;

  private Screen() {}

  /** Returns the width of the terminal on standard error. Each call reads it again. */
  static IntSupplier ofStandardError() {
    return () -> columns(SystemStream.Error);
  }

  /** Returns the width of the terminal on standard output. Each call reads it again. */
  static IntSupplier ofStandardOutput() {
    return () -> columns(SystemStream.Output);
  }

  private static int columns(SystemStream stream) {
    int columns =
        Jline.PROVIDER.map(provider -> provider.systemStreamWidth(stream)).orElse(USUAL_COLUMNS);
    // A pseudo-terminal without a size reports 0.
    return columns <= 0 ? USUAL_COLUMNS : Math.max(columns, FEWEST_COLUMNS);
  }

  /** Calls {@code redraw} whenever the terminal is resized, until the registration is closed. */
  static Registration onResize(Runnable redraw) {
    Object before = Signals.register("WINCH", redraw);
    return () -> Signals.unregister("WINCH", before);
  }

  /** A listener for resizing. */
  @FunctionalInterface
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Jline {
    static final Optional<TerminalProvider> PROVIDER =
        List.of("jni", "exec").stream().flatMap(name -> load(name).stream()).findFirst();

    private static Optional<TerminalProvider> load(String name) {
      try {
        TerminalProvider provider = TerminalProvider.load(name);
        // The first call unpacks the native library, which can fail if the folder is not writable.
        provider.isSystemStream(SystemStream.Error);
        return Optional.of(provider);
      } catch (IOException | LinkageError e) {
        return Optional.empty();
      }
    }
  }
}
