package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.reject.RejectLimit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads a small file completely and keeps all results. */
final class Reading {
  static final RejectLimit ANY = new RejectLimit.Count(Long.MAX_VALUE);

  private final Path directory;
  private final Dataset dataset;
  private Tuning tuning = Tuning.DEFAULT;
  private RejectLimit limit = ANY;
  private String name = "file.csv";
  private final List<Reject> rejects = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Reading(Path directory, Dataset dataset) {
    this.directory = directory;
    this.dataset = dataset;
  }

  Reading with(Tuning other) {
    tuning = other;
    return this;
  }

  Reading with(RejectLimit other) {
    limit = other;
    return this;
  }

  Reading named(String other) {
    name = other;
    return this;
  }

  Path file() {
    return directory.resolve(name);
  }

  RowSummary read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  RowSummary read(byte[] bytes) {
    try {
      Files.write(file(), bytes);
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RowSummary read() {
    RowOptions options = new RowOptions(42, limit, DuplicateCounting.COUNT, directory);
    RowSink sink = this::take;
    try {
      return RowPipeline.run(
          new RowSource(file(), dataset.csv().encoding()),
          dataset,
          options,
          List.of(sink, sink),
          rejects::add,
          progress(),
          tuning);
    } catch (RowSinkException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The notes for the user. */
  List<String> notes() {
    return notes;
  }

  private Progress progress() {
    return new Progress() {
      @Override
      public void phase(String what) {}

      @Override
      public void advance(long done, long total, String unit) {}

      @Override
      public void note(String line) {
        notes.add(line);
      }
    };
  }

  List<Reject> rejects() {
    return rejects;
  }

  /** The rejects, each as one line of text. */
  List<String> refusals() {
    return rejects.stream()
        .map(
            reject ->
                reject.place()
                    + ": "
                    + reject.reason()
                    + " "
                    + reject.found()
                    + "; expected "
                    + reject.expected())
        .toList();
  }

  List<Tuples.Row> rows() {
    return Tuples.decode(out.toByteArray(), dataset);
  }

  /** The values of the rows, one line for each row. */
  List<String> text() {
    return rows().stream().map(Tuples.Row::text).toList();
  }

  /** The other files in the directory. */
  List<Path> leftovers() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> !path.equals(file())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void take(byte[] bytes, int offset, int length) {
    out.write(bytes, offset, length);
  }
}
