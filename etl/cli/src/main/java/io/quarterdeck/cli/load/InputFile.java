package io.quarterdeck.cli.load;

import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.rows.RowSource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The input file of a command. The argument is read as text, because {@code java.nio} collapses the
 * two slashes of a URL. The caller of {@link #open} closes the file.
 */
public final class InputFile implements AutoCloseable {
  /** The argument that selects standard input. */
  private static final String STANDARD_INPUT = "-";

  /** A URL with a scheme of at least two letters; one letter is a drive. */
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
   * Opens a file, several files or standard input for reading rows.
   *
   * @param given a path; a folder or a pattern, whose files are read as one; or a hyphen
   * @throws Failure if the file is not a regular file, is empty, or has an unsupported format
   */
  public static InputFile open(String given, Dataset dataset, CommandSpec command) {
    Charset encoding = dataset.csv().encoding();
    if (given.equals(STANDARD_INPUT)) {
      TemporaryFile input = StandardInput.spool(command);
      InputFile file = new InputFile(input.path(), StandardInput.NAME, input::close);
      try {
        file.explained(() -> requireReadable(file.path(), encoding));
        return file;
      } catch (Failure e) {
        file.close();
        throw e;
      }
    }
    Path path = path(given);
    if (FileSelection.isSelection(given)) {
      return combined(given, dataset, command);
    }
    return new InputFile(requireReadable(path, encoding), path.toString(), () -> {});
  }

  /**
   * Opens a file or several files, for a command that does not read standard input.
   *
   * @param given a path; or a folder or a pattern, whose files are read as one
   * @throws Failure as for {@link #open}
   */
  public static InputFile openNamed(String given, Dataset dataset, CommandSpec command) {
    path(given);
    return open(given, dataset, command);
  }

  private static InputFile combined(String given, Dataset dataset, CommandSpec command) {
    FileSelection selection = FileSelection.of(given);
    if (selection.files().size() == 1) {
      Path only = selection.files().get(0);
      return new InputFile(
          requireReadable(only, dataset.csv().encoding()), only.toString(), () -> {});
    }
    try (StepProgress progress = Output.of(command).step("files")) {
      TemporaryFile files =
          CombinedFiles.of(selection.files(), selection.name(), dataset, progress);
      progress.done(selection.files().size() + " files combined");
      return new InputFile(files.path(), given, files::close);
    }
  }

  /**
   * Returns the path of a readable file, for a command that does not read standard input.
   *
   * @throws Failure as for {@link #open}
   */
  public static Path named(String given) {
    return requireReadable(path(given), StandardCharsets.UTF_8);
  }

  /**
   * Returns the path of a readable file whose encoding is not known.
   *
   * @throws Failure as for {@link #open}
   */
  public static Path described(String given) {
    // Text in UTF-16 is refused only where another encoding is expected.
    return requireReadable(path(given), StandardCharsets.UTF_16);
  }

  /**
   * Returns the path without checking the file.
   *
   * @throws Failure if the argument is a URL or selects standard input
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

  /** Returns the path of the file, which can be a temporary one. */
  public Path path() {
    return path;
  }

  /** Returns the name for messages and the ledger. */
  public String name() {
    return name;
  }

  /** Runs the body. Its failures contain the name that the user gave instead of the path. */
  public <T> T explained(Supplier<T> body) {
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

  private static Path requireReadable(Path path, Charset encoding) {
    new RowSource(path, encoding).requireReadable();
    return path;
  }

  /**
   * Returns the failure for a URL, without its query and fragment, which may contain a signature.
   */
  private static Failure refusedUrl(String scheme, String rest) {
    String advice =
        switch (scheme.toLowerCase(Locale.ROOT)) {
          case "file" -> "Give its path.";
          case "http", "https" ->
              "Download it and give that file, or run: curl -fsSL URL | ./quarterdeck load -";
          default -> "Copy it to this machine and give that file.";
        };
    return Failure.of(
        "Cannot read %s://%s: it is a URL; expected a file on this machine. %s",
        scheme, rest, advice);
  }
}
