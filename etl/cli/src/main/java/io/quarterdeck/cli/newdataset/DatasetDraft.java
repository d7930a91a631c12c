package io.quarterdeck.cli.newdataset;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.profile.ColumnProfile;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.reject.Reject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The description of a file while it is guessed, decided and checked. */
final class DatasetDraft {
  /** How the order of day and month is decided, if the values do not show it. */
  enum DateOrderChoice {
    DAY_FIRST,
    MONTH_FIRST
  }

  /** With fewer values, a bound says little about the next file. */
  private static final int ENOUGH_FOR_BOUND = 50;

  private final Path file;
  private final String name;
  private final String table;
  private final RecordSample sample;
  private final List<String> nullValues;

  private DatasetDraft(Path file, String name, String table, RecordSample sample) {
    this.file = file;
    this.name = name;
    this.table = table;
    this.sample = sample;
    sample.columns().forEach(TypeGuess::decide);
    CommaStyle.agree(sample);
    ColumnNaming.name(sample.columns());
    this.nullValues = NullValues.decide(sample.columns(), sample.dialect().delimiter());
    sample.columns().forEach(this::bound);
  }

  /**
   * Guesses the description of a file.
   *
   * @param maximumRows the number of records from which types are guessed; the whole file is
   *     checked
   */
  static DatasetDraft of(
      Path file, String name, String table, long maximumRows, Progress progress) {
    return new DatasetDraft(file, name, table, RecordSample.of(file, maximumRows, progress));
  }

  /** A bound and "not null" are guesses about the next file, so they need the whole file. */
  private void bound(ColumnGuess column) {
    ColumnFacts facts = column.facts;
    boolean whole = sample.extent() == RecordSample.Extent.WHOLE_FILE;
    boolean nulls = facts.empty + facts.nullValueCount() > 0 || !column.mapped.isEmpty();
    column.nullable =
        !whole
            || (nulls && !(column.isText() && nullValues.isEmpty() && facts.empty == 0))
            || facts.rows == 0;
    ColumnFacts.Numbers numbers = facts.numbers(column.form);
    boolean counts = column.isNumber() && numbers.count > 0 && facts.present() >= ENOUGH_FOR_BOUND;
    if (whole && counts && numbers.min.signum() >= 0 && numbers.max.compareTo(BigDecimal.ONE) > 0) {
      column.min = Optional.of("0");
    }
  }

  /** The columns whose order of day and month is unknown. */
  List<ColumnGuess> ambiguous() {
    return sample.columns().stream().filter(ColumnGuess::isAmbiguous).toList();
  }

  /** Uses the order that another column of the file shows, if all such columns show the same. */
  void followOtherColumns() {
    List<Boolean> known =
        sample.columns().stream()
            .filter(column -> column.isMoment() && !column.isAmbiguous())
            .flatMap(column -> column.facts.moments.entrySet().stream())
            .filter(entry -> entry.getKey().order() == MomentShape.Order.YEAR_LAST)
            .map(entry -> entry.getValue().secondAbove12 > 0)
            .distinct()
            .toList();
    if (known.size() == 1) {
      for (ColumnGuess column : ambiguous()) {
        column.order(known.get(0), "all values fit both orders; another column has this order");
        column.decided();
      }
    }
  }

  RecordSample sample() {
    return sample;
  }

  /** Checks the whole file and corrects the guesses. */
  DatasetCheck.Result check(Progress progress) {
    return new DatasetCheck(
            file,
            sample.columns(),
            () -> dataset(new DatasetText(this, Optional.empty())),
            progress)
        .run();
  }

  private static Dataset dataset(DatasetText text) {
    return DatasetFile.parse(text.write(), Path.of("dataset.yaml"));
  }

  /** The text of the dataset file, with the evidence. */
  String text(DatasetCheck.Result result) {
    String text = new DatasetText(this, Optional.of(result)).write();
    DatasetFile.parse(text, Path.of(name + ".yaml"));
    return text;
  }

  Path file() {
    return file;
  }

  String name() {
    return name;
  }

  String table() {
    return table;
  }

  List<String> nullValues() {
    return nullValues;
  }

  /** The profile of each column by its name. */
  static Map<String, ColumnProfile> profiles(DatasetCheck.Result result) {
    Map<String, ColumnProfile> profiles = new LinkedHashMap<>();
    result.summary().columns().forEach(profile -> profiles.put(profile.name(), profile));
    return profiles;
  }

  /** The first record that fits no description, if there is one. */
  static Optional<Reject> firstReject(DatasetCheck.Result result) {
    return result.remaining().stream().findFirst();
  }
}
