package io.quarterdeck.cli.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarterdeck.loader.load.RepairRequest;
import io.quarterdeck.loader.load.RepairResult;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** The result of {@code load-rejects}. */
final class RepairText {
  private static final JsonFactory JSON = new JsonFactory();

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
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("loadId", result.entry().id());
      json.writeStringField("dataset", request.dataset().name());
      json.writeStringField("file", request.file().toString());
      json.writeNumberField("rowsAdded", result.added());
      json.writeNumberField("rowsReplaced", result.replaced());
      json.writeNumberField("rowsPresent", result.present());
      json.writeNumberField("rowsRejected", result.rejected());
      json.writeStringField(
          "status", result.added() + result.replaced() == 0 ? "already_added" : "added");
      json.writeStringField("rejectsFile", result.rejectsFile().map(Object::toString).orElse(null));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String line) {
    text.append(System.lineSeparator()).append(line);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
