package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.report.ReportData.RejectCount;
import io.quarterdeck.cli.report.ReportData.RejectSample;
import io.quarterdeck.cli.report.ReportData.Rejects;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Collects the rejects of the newest load that has some: their reasons and the first lines. It
 * reads the file that the ledger names, on this machine or in the quarantine container.
 *
 * @param stack the stack
 * @param dataset the dataset
 * @param sameStack the options that select the same stack in another command
 * @param progress receives a note for each retry
 */
record RejectReport(Stack stack, Dataset dataset, String sameStack, Progress progress) {
  private static final int SAMPLES = 20;

  /** The part of a record that the page shows. */
  private static final int SHOWN = 300;

  /** A file in Blob is read into memory as a whole. */
  private static final long LARGEST = 50_000;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /**
   * Returns the rejects.
   *
   * @param loads the loads, the newest first
   */
  Optional<Rejects> of(List<LedgerEntry> loads) {
    return loads.stream()
        .filter(load -> load.rowsRejected().orElse(0) > 0 && load.rejectsFile().isPresent())
        .findFirst()
        .map(load -> rejects(load, load.rejectsFile().orElseThrow()));
  }

  private Rejects rejects(LedgerEntry load, String file) {
    List<RejectSample> samples = new ArrayList<>();
    Map<List<String>, Long> reasons = new HashMap<>();
    Optional<String> unreadable = Optional.empty();
    try (Reader text = open(file, load.rowsRejected().orElse(0));
        CSVParser csv = CSVParser.parse(text, FORMAT)) {
      for (CSVRecord row : csv) {
        reasons.merge(List.of(row.get("code"), row.get("column")), 1L, Long::sum);
        if (samples.size() < SAMPLES) {
          samples.add(sample(row));
        }
      }
    } catch (IOException | IllegalArgumentException | Failure e) {
      samples.clear();
      reasons.clear();
      unreadable = Optional.of("The rejects file cannot be read from here: " + e.getMessage());
    }
    return new Rejects(
        load.id(),
        load.rowsRejected().orElse(0),
        file,
        unreadable,
        reasons.entrySet().stream()
            .map(
                each ->
                    new RejectCount(each.getKey().get(0), each.getKey().get(1), each.getValue()))
            .sorted(Comparator.comparingLong(RejectCount::rejects).reversed())
            .toList(),
        samples,
        "./quarterdeck load-rejects FILE --dataset " + dataset.name() + sameStack);
  }

  private Reader open(String file, long rejects) throws IOException {
    Path local = Path.of(file);
    String container = stack.blob().containers().quarantine();
    if (Files.exists(local) || !file.startsWith(container + "/")) {
      return Files.newBufferedReader(local);
    }
    if (rejects > LARGEST) {
      throw new IOException("it has more than %d lines, and is in Blob Storage".formatted(LARGEST));
    }
    String path = file.substring(container.length() + 1);
    return new StringReader(
        new LakeFiles(stack.blob(), container, progress)
            .read(path)
            .map(LakeFiles.Content::text)
            .orElseThrow(() -> new IOException(file + " does not exist")));
  }

  private static RejectSample sample(CSVRecord row) {
    return new RejectSample(
        Long.parseLong(row.get("line")),
        cell(row, "column"),
        row.get("code"),
        cell(row, "found"),
        cell(row, "expected"),
        cell(row, "raw"));
  }

  /** Removes the apostrophe that protects spreadsheets, and shortens the text. */
  private static String cell(CSVRecord row, String name) {
    String text = row.get(name);
    String plain = text.startsWith("'") ? text.substring(1) : text;
    return plain.codePointCount(0, plain.length()) <= SHOWN
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, SHOWN)) + "…";
  }
}
