package io.quarterdeck.cli.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.load.FileCheck;
import io.quarterdeck.loader.load.LoadResult;
import io.quarterdeck.loader.rows.FileDigest;
import io.quarterdeck.loader.rows.RowSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The result of {@code load} or {@code check} as a JSON object with the fields loadId, dataset,
 * file, sha256, rowsRead, rowsLoaded, rowsRejected, duplicates, seconds, status and rejectsFile;
 * missing values are null. A load adds datasetChanges: the changes of the dataset file since a load
 * of the same content. A check adds complete: whether it read the whole file.
 */
final class LoadJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** The fields that both commands fill. */
  private record Fields(
      OptionalLong loadId,
      String dataset,
      String file,
      String sha256,
      OptionalLong rowsRead,
      OptionalLong rowsLoaded,
      OptionalLong rowsRejected,
      OptionalLong duplicates,
      double seconds,
      String status,
      Optional<String> rejectsFile,
      Optional<List<String>> datasetChanges,
      Optional<Boolean> complete) {}

  private LoadJson() {}

  static String loaded(Dataset dataset, LoadResult result) {
    LedgerEntry entry = result.entry();
    return write(
        new Fields(
            OptionalLong.of(entry.id()),
            dataset.name(),
            entry.file(),
            entry.sha256(),
            entry.rowsRead(),
            entry.rowsLoaded(),
            entry.rowsRejected(),
            entry.duplicates(),
            result.seconds(),
            result.outcome().name().toLowerCase(Locale.ROOT),
            entry.rejectsFile(),
            Optional.of(result.datasetChanges()),
            Optional.empty()));
  }

  /** The status is "checked", or "rejected" if there are more rejects than allowed. */
  static String checked(
      String name, FileCheck check, FileDigest digest, FileCheck.Result result, double seconds) {
    RowSummary summary = result.summary();
    return write(
        new Fields(
            OptionalLong.empty(),
            check.reading().dataset().name(),
            name,
            digest.sha256(),
            OptionalLong.of(summary.rowsRead()),
            OptionalLong.of(0),
            OptionalLong.of(summary.rowsRejected()),
            summary.duplicates(),
            seconds,
            check.accepts(result) ? "checked" : "rejected",
            result.rejectsFile().map(Object::toString),
            Optional.empty(),
            Optional.of(summary.extent() == RowSummary.Extent.WHOLE_FILE)));
  }

  private static String write(Fields fields) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      number(json, "loadId", fields.loadId());
      json.writeStringField("dataset", fields.dataset());
      json.writeStringField("file", fields.file());
      json.writeStringField("sha256", fields.sha256());
      number(json, "rowsRead", fields.rowsRead());
      number(json, "rowsLoaded", fields.rowsLoaded());
      number(json, "rowsRejected", fields.rowsRejected());
      number(json, "duplicates", fields.duplicates());
      json.writeNumberField("seconds", Math.round(fields.seconds() * 1000) / 1000.0);
      json.writeStringField("status", fields.status());
      json.writeStringField("rejectsFile", fields.rejectsFile().orElse(null));
      if (fields.datasetChanges().isPresent()) {
        json.writeArrayFieldStart("datasetChanges");
        for (String change : fields.datasetChanges().get()) {
          json.writeString(change);
        }
        json.writeEndArray();
      }
      if (fields.complete().isPresent()) {
        json.writeBooleanField("complete", fields.complete().get());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void number(JsonGenerator json, String name, OptionalLong value)
      throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(name, value.getAsLong());
    } else {
      json.writeNullField(name);
    }
  }
}
