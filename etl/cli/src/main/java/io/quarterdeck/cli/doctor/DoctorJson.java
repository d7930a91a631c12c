package io.quarterdeck.cli.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarterdeck.azure.stack.StackChoice;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The doctor's results as a JSON object with the fields stack, worst (ok, skipped, warning or
 * failed) and checks, each with name, result, found, advice and milliseconds.
 */
final class DoctorJson {
  private static final JsonFactory JSON = new JsonFactory();

  private DoctorJson() {}

  static String of(StackChoice choice, List<CheckResult> results) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("stack", choice.words());
      json.writeStringField("worst", DoctorCommand.worst(results).words());
      json.writeArrayFieldStart("checks");
      for (CheckResult result : results) {
        write(result, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(CheckResult result, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", result.check());
    json.writeStringField("result", result.finding().status().words());
    json.writeStringField("found", result.finding().found());
    json.writeStringField("advice", result.finding().advice());
    json.writeNumberField("milliseconds", result.took().toMillis());
    json.writeEndObject();
  }
}
