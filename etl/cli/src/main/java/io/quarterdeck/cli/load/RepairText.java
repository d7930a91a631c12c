package io.quarterdeck.cli.load;

import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.loader.load.RepairRequest;
import io.quarterdeck.loader.load.RepairResult;
import java.util.Locale;

/** The result of {@code load-rejects} as text and as JSON. */
final class RepairText {
  private final RepairRequest request;
  private final RepairResult result;

  RepairText(RepairRequest request, RepairResult result) {
    this.request = request;
    this.result = result;
  }

  /** Returns the result as text. */
  String words() {
    StringBuilder text = new StringBuilder(outcome());
    long id = result.entry().id();
    result
        .rejectsFile()
        .ifPresent(
            file ->
                line(
                    text, format("%,d still do not fit; each is in %s.", result.rejected(), file)));
    line(
        text,
        format(
            "Load %d has %,d of %,d rows now, and %,d rejected.",
            id,
            result.entry().rowsLoaded().orElse(0),
            result.entry().rowsRead().orElse(0),
            result.entry().rowsRejected().orElse(0)));
    return text.toString();
  }

  private String outcome() {
    String load = format("load %d of %s", result.entry().id(), request.dataset().table());
    if (result.added() == 0 && result.replaced() == 0 && result.rejected() == 0) {
      return format(
          "Nothing to add: the %,d rows of %s are in %s already.",
          result.present(), request.file(), load);
    }
    String present =
        result.present() == 0 ? "" : format("; %,d were there already", result.present());
    if (result.added() == 0 && result.replaced() > 0) {
      return format(
          "Replaced %,d rows of %s with those of %s%s.",
          result.replaced(), load, request.file(), present);
    }
    String replaced = result.replaced() == 0 ? "" : format(" and replaced %,d", result.replaced());
    return format(
        "Added %,d rows%s of %s to %s%s.", result.added(), replaced, request.file(), load, present);
  }

  /**
   * Returns the result as a JSON object with the fields loadId, dataset, file, rowsAdded,
   * rowsReplaced, rowsPresent, rowsRejected, status (added or already_added) and rejectsFile (null
   * if there is none).
   */
  String json() {
    return new JsonObject()
        .with("loadId", result.entry().id())
        .with("dataset", request.dataset().name())
        .with("file", request.file())
        .with("rowsAdded", result.added())
        .with("rowsReplaced", result.replaced())
        .with("rowsPresent", result.present())
        .with("rowsRejected", result.rejected())
        .with("status", result.added() + result.replaced() == 0 ? "already_added" : "added")
        .with("rejectsFile", result.rejectsFile())
        .text();
  }

  private static void line(StringBuilder text, String line) {
    text.append(System.lineSeparator()).append(line);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
