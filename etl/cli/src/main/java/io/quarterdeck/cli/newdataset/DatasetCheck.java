package io.quarterdeck.cli.newdataset;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.LoadRequest;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.reject.RejectLimit;
import io.quarterdeck.loader.reject.RejectReason;
import io.quarterdeck.loader.rows.DuplicateCounting;
import io.quarterdeck.loader.rows.RowOptions;
import io.quarterdeck.loader.rows.RowPipeline;
import io.quarterdeck.loader.rows.RowSink;
import io.quarterdeck.loader.rows.RowSinkException;
import io.quarterdeck.loader.rows.RowSource;
import io.quarterdeck.loader.rows.RowSummary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads the whole file as a load does, and corrects the guesses that it refutes. What remains are
 * records that fit no description, such as one with too few fields.
 */
final class DatasetCheck {
  private static final int ROUNDS = 40;
  private static final long KEPT_REJECTS = 2_000;

  private final Path file;
  private final List<ColumnGuess> columns;
  private final Supplier<Dataset> dataset;
  private final Progress progress;

  /**
   * The result of a check.
   *
   * @param summary counts and profiles
   * @param remaining the first rejects that no correction removes
   */
  record Result(RowSummary summary, List<Reject> remaining) {}

  /**
   * Creates a check.
   *
   * @param dataset describes the columns as they are at the moment
   */
  DatasetCheck(Path file, List<ColumnGuess> columns, Supplier<Dataset> dataset, Progress progress) {
    this.file = file;
    this.columns = columns;
    this.dataset = dataset;
    this.progress = progress;
  }

  /** Checks and corrects until the file shows nothing new. */
  Result run() {
    Result result = read();
    for (int round = 0; round < ROUNDS && correct(result.remaining()); round++) {
      result = read();
    }
    return result;
  }

  private Result read() {
    progress.phase("checking the description");
    Dataset described = dataset.get();
    List<Reject> rejects = new ArrayList<>();
    RowSink nowhere = (bytes, offset, length) -> {};
    RowOptions options =
        new RowOptions(
            0,
            new RejectLimit.StopAfter(KEPT_REJECTS),
            DuplicateCounting.SKIP,
            Path.of(System.getProperty("java.io.tmpdir")));
    try {
      RowSummary summary =
          RowPipeline.run(
              new RowSource(file, described.csv().encoding()),
              described,
              options,
              Collections.nCopies(LoadRequest.defaultConnections(), nowhere),
              rejects::add,
              progress);
      return new Result(summary, rejects);
    } catch (RowSinkException e) {
      throw new IllegalStateException("nowhere refuses nothing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.causedBy(
          e, "Cannot describe %s: interrupted; expected no interruption. Run this again.", file);
    }
  }

  private boolean correct(List<Reject> rejects) {
    boolean corrected = false;
    for (Reject reject : rejects) {
      String header = reject.column().orElse("").strip();
      for (ColumnGuess column : columns) {
        if (reject.column().isPresent() && column.header.strip().equals(header)) {
          corrected |= correct(column, reject);
        }
      }
    }
    return corrected;
  }

  private static boolean correct(ColumnGuess column, Reject reject) {
    if (reject.reason() == RejectReason.VALUE_MISSING) {
      boolean was = column.nullable;
      column.nullable = true;
      return !was;
    }
    if (column.isText() || !concernsType(reject.reason())) {
      return false;
    }
    if (reject.reason() == RejectReason.OUT_OF_RANGE && column.min.isPresent()) {
      column.min = Optional.empty();
      return true;
    }
    if (ColumnFacts.NULL_VALUES.contains(reject.found())
        && !column.mapped.containsKey(reject.found())) {
      column.mapped.put(reject.found(), "");
      column.nullable = true;
      return true;
    }
    column.becomeText(
        "line %d has '%s', which is not %s"
            .formatted(reject.line(), reject.found(), article(column.type)));
    return true;
  }

  private static String article(String type) {
    return (type.startsWith("i") ? "an " : "a ") + type;
  }

  private static boolean concernsType(RejectReason reason) {
    return switch (reason) {
      case FIELD_COUNT, TEXT_AFTER_QUOTE, FIELD_TOO_LONG, NOT_UTF8, NUL_CHARACTER, VALUE_MISSING ->
          false;
      case NOT_A_NUMBER,
          OUT_OF_RANGE,
          TOO_MANY_DIGITS,
          NOT_A_BOOLEAN,
          NOT_A_DATE,
          NOT_A_TIMESTAMP ->
          true;
    };
  }
}
