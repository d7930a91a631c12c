package io.quarterdeck.etl.terminal;

import io.quarterdeck.etl.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An error in its parts, as the grammar of {@link Failure} has them: what failed; what was found
 * and what was expected; what to do. A message of another shape is all of the first part.
 *
 * @param code one for each way in which a command ends without having done its work
 * @param whole the message as it was thrown
 * @param rejects the file of rejects, if the error left one
 */
public record ErrorMessage(Code code, String whole, Optional<Path> rejects) {
  /** Which kind of error it is. */
  public enum Code {
    /** Refused or failed; exit code 1. */
    FAILED("failed"),
    /** Wrong words on the command line; exit code 2. */
    USAGE("usage"),
    /** Ended by Ctrl-C or SIGTERM; exit code 130 or 143. */
    INTERRUPTED("interrupted"),
    /** A defect in Quarterdeck; exit code 70. */
    DEFECT("defect");

    private final String words;

    Code(String words) {
      this.words = words;
    }
  }

  private static final String INDENT = "  ";

  /** Cannot DO: FOUND; expected WHAT. WHAT TO DO. */
  private static final Pattern GRAMMAR =
      Pattern.compile("(Cannot .+?): (.+?; expected .+?\\.)(?: +(\\S.*))?", Pattern.DOTALL);

  /** The error that a failure is, with the rejects that it or its cause left. */
  public static ErrorMessage of(Failure failure) {
    Optional<Path> rejects = Optional.empty();
    for (Throwable each = failure; each != null && rejects.isEmpty(); each = each.getCause()) {
      rejects = each instanceof Failure cause ? cause.rejects() : Optional.empty();
    }
    return new ErrorMessage(Code.FAILED, failure.getMessage(), rejects);
  }

  /** The error in one line, as logs have it; in up to three and a mark, as a terminal has it. */
  List<String> lines(int columns, Paint paint) {
    List<String> lines = new ArrayList<>();
    Matcher parts = GRAMMAR.matcher(whole);
    if (!parts.matches()) {
      whole.lines().forEach(line -> lines.addAll(Fit.wrapped(line, INDENT, columns)));
      return lines;
    }
    Fit.wrapped("✗ " + Brief.text(parts.group(1)), INDENT, columns)
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
   * An object with the field error, which has the fields code, message, hint and rejectsFile; null
   * where there is no such thing.
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
        .with("code", code.words)
        .with("message", message)
        .with("hint", hint.or(() -> advice.stream().findFirst()))
        .with("rejectsFile", rejects);
  }
}
