package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.rows.RowSource;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The file that a command reads, as the user gave it. It is taken as text: {@code java.nio} makes
 * one slash of the two in a URL. The caller of {@link #open} closes it.
 */
final class InputFile implements AutoCloseable {
  /** What the user gives for standard input. */
  private static final String STANDARD_INPUT = "-";

  /** A scheme of two letters at least: one letter is a drive. */
  private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+)://([^?#]*).*");

  private final Path path;
  private final String name;
  private final Runnable close;

  private InputFile(Path path, String name, Runnable close) {
    this.path = path;
    this.name = name;
    this.close = close;
  }

  /**
   * A file whose rows are to be read, or standard input.
   *
   * @throws Failure when it is no regular file, is empty, or is in a format that is not read
   */
  static InputFile open(String given, CommandSpec command) {
    if (given.equals(STANDARD_INPUT)) {
      StandardInput input = StandardInput.spool(command);
      InputFile file = new InputFile(input.path(), StandardInput.NAME, input::close);
      try {
        file.explained(() -> requireReadable(file.path()));
        return file;
      } catch (Failure e) {
        file.close();
        throw e;
      }
    }
    Path path = path(given);
    return new InputFile(requireReadable(path), path.toString(), () -> {});
  }

  /**
   * A file for a command that does not read standard input.
   *
   * @throws Failure as {@link #open} does
   */
  static Path named(String given) {
    return requireReadable(path(given));
  }

  /**
   * The path of a file that is not looked at yet.
   *
   * @throws Failure when it is a URL, or stands for standard input
   */
  static Path path(String given) {
    Matcher url = URL.matcher(given);
    if (url.matches()) {
      throw refusedUrl(url.group(1), url.group(2));
    }
    if (given.equals(STANDARD_INPUT)) {
      throw new Failure(
          "Cannot read -: only load FILE and check FILE read standard input; expected a file. Save"
              + " it first, and give that file.");
    }
    return Path.of(given);
  }

  Path path() {
    return path;
  }

  /** What messages and the ledger call it. */
  String name() {
    return name;
  }

  /** Runs the body; its failures name the file as the user knows it. */
  <T> T explained(Supplier<T> body) {
    try {
      return body.get();
    } catch (Failure e) {
      String message = e.getMessage().replace(path.toString(), name);
      throw message.equals(e.getMessage()) ? e : new Failure(message, e).withRejects(e.rejects());
    }
  }

  @Override
  public void close() {
    close.run();
  }

  private static Path requireReadable(Path path) {
    new RowSource(path).requireReadable();
    return path;
  }

  /** The query and the fragment are left out: they may hold a signature. */
  private static Failure refusedUrl(String scheme, String rest) {
    String advice =
        switch (scheme.toLowerCase(Locale.ROOT)) {
          case "file" -> "Give its path.";
          case "http", "https" ->
              "Download it and give that file, or run: curl -fsSL URL | ./quarterdeck load -";
          default -> "Copy it to this machine and give that file.";
        };
    return new Failure(
        "Cannot read "
            + scheme
            + "://"
            + rest
            + ": it is a URL; expected a file on this machine. "
            + advice);
  }
}
