package io.quarterdeck.cli.terminal;

import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error message, split according to the grammar of {@link Failure}: what failed; what was found
 * and expected; what to do. A message with another format consists of only the first part.
 *
 * @param code the kind of error, one for each exit code of a command that did not succeed
 * @param whole the complete message
 * @param rejects the rejects file, if the command wrote one
 */
public record ErrorMessage(Code code, String whole, Optional<Path> rejects) {
  /** The kind of an error. */
  public enum Code {
    /** The command was refused or failed; exit code 1. */
    FAILED("failed"),
    /** The arguments are invalid; exit code 2. */
    USAGE("usage"),
    /** Ended by Ctrl-C or SIGTERM; exit code 130 or 143. */
    INTERRUPTED("interrupted"),
    /** A defect in Quarterdeck; exit code 70. */
    DEFECT("defect");

    private final String words;

    Code(String words) {
      this.words = words;
    }

    /** Returns the code in JSON objects and logs. */
    String words() {
      return words;
    }
  }

  private static final String INDENT = "  ";

  /** Cannot DO: FOUND; expected WHAT. WHAT TO DO. */
  private static final Pattern GRAMMAR =
      Pattern.compile("(Cannot .+?): (.+?; expected .+?\\.)(?: +(\\S.*))?", Pattern.DOTALL);

  /** Returns the message of a failure, with the rejects file of the failure or its cause. */
  public static ErrorMessage of(Failure failure) {
    Optional<Path> rejects = Optional.empty();
    for (Throwable each = failure; each != null && rejects.isEmpty(); each = each.getCause()) {
      rejects = each instanceof Failure cause ? cause.rejects() : Optional.empty();
    }
    return new ErrorMessage(Code.FAILED, failure.getMessage(), rejects);
  }

  /** Returns the number of the message, such as {@code QD042}, if the catalogue contains it. */
  public Optional<String> number() {
    return ErrorNumbers.of(whole);
  }

  /** Returns the error for a terminal: a mark and up to three wrapped parts. */
  List<String> lines(int columns, Paint paint) {
    List<String> lines = new ArrayList<>();
    Matcher parts = GRAMMAR.matcher(whole);
    if (!parts.matches()) {
      whole.lines().forEach(line -> lines.addAll(Fit.wrapped(line, INDENT, columns)));
      return lines;
    }
    String number = number().map(each -> " (" + each + ")").orElse("");
    Fit.wrapped("✗ " + Brief.text(parts.group(1)) + number, INDENT, columns)
        .forEach(line -> lines.add(paint.red(line)));
    lines.addAll(indented(parts.group(2), columns));
    Optional.ofNullable(parts.group(3)).ifPresent(todo -> lines.addAll(indented(todo, columns)));
    return lines;
  }

  private static List<String> indented(String text, int columns) {
    return text.lines()
        .flatMap(line -> Fit.wrapped(INDENT + Brief.text(line), INDENT, columns).stream())
        .toList();
  }

  /**
   * An object with the field error, which has the fields code, number, message, hint and
   * rejectsFile; null where there is no such thing.
   *
   * @param advice the hint of a message that has none
   */
  JsonObject object(List<String> advice) {
    return new JsonObject().with("error", fields(advice));
  }

  private JsonObject fields(List<String> advice) {
    Matcher parts = GRAMMAR.matcher(whole);
    Optional<String> hint =
        parts.matches() ? Optional.ofNullable(parts.group(3)) : Optional.empty();
    String message =
        hint.map(todo -> whole.substring(0, parts.start(3)).stripTrailing()).orElse(whole);
    return new JsonObject()
        .with("code", code.words())
        .with("number", number())
        .with("message", message)
        .with("hint", hint.or(() -> advice.stream().findFirst()))
        .with("rejectsFile", rejects);
  }
}
