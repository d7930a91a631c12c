package io.quarterdeck.etl.terminal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.Signals;

/**
 * The terminal behind a standard stream. JLine is loaded when a width is read for the first time,
 * and not before: a command that prints to a file or a pipe starts without it.
 */
final class Screen {
  /** What a terminal has that does not tell its width. */
  private static final int USUAL_COLUMNS = 80;

  /** Below this, nothing is cut any more: there is no room left for words. */
  private static final int FEWEST_COLUMNS = 20;

  private Screen() {}

  /** The width of the terminal behind standard error, read again at each call. */
  static IntSupplier ofStandardError() {
    return () -> columns(SystemStream.Error);
  }

  /** The width of the terminal behind standard output, read again at each call. */
  static IntSupplier ofStandardOutput() {
    return () -> columns(SystemStream.Output);
  }

  private static int columns(SystemStream stream) {
    int columns =
        Jline.PROVIDER.map(provider -> provider.systemStreamWidth(stream)).orElse(USUAL_COLUMNS);
    // A pseudo-terminal without a size says 0.
    return columns <= 0 ? USUAL_COLUMNS : Math.max(columns, FEWEST_COLUMNS);
  }

  /** Calls this whenever the terminal gets another size, until the registration is closed. */
  static Registration onResize(Runnable redraw) {
    Object before = Signals.register("WINCH", redraw);
    return () -> Signals.unregister("WINCH", before);
  }

  /** What listens for a new size. */
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
        // The library is unpacked by the first question, into a folder that may not allow it.
        provider.isSystemStream(SystemStream.Error);
        return Optional.of(provider);
      } catch (IOException | LinkageError e) {
        return Optional.empty();
      }
    }
  }
}
