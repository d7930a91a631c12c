package io.quarterdeck.cli.newdataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guessed description of one column. It changes when the file shows that it does not fit. */
final class ColumnGuess {
  final String header;
  final int position;
  final ColumnFacts facts;
  String name = "";
  boolean byPosition;
  String type = "text";
  List<String> formats = List.of();
  NumberForm form = NumberForm.PLAIN;
  boolean trim;
  boolean nullable = true;
  Optional<String> min = Optional.empty();
  final List<String> removed = new ArrayList<>();
  final Map<String, String> mapped = new LinkedHashMap<>();
  final List<String> evidence = new ArrayList<>();

  /** The forms of dates whose values all fit both orders of day and month. */
  final List<MomentShape> ambiguous = new ArrayList<>();

  /**
   * Starts a description.
   *
   * @param header the name in the file
   * @param position the position in a record, from 1
   */
  ColumnGuess(String header, int position, ColumnFacts facts) {
    this.header = header;
    this.position = position;
    this.facts = facts;
  }

  boolean isNumber() {
    return type.equals("integer")
        || type.equals("bigint")
        || type.equals("double")
        || type.startsWith("decimal");
  }

  boolean isMoment() {
    return type.equals("date") || type.equals("timestamp");
  }

  boolean isText() {
    return type.equals("text");
  }

  boolean isAmbiguous() {
    return !ambiguous.isEmpty();
  }

  /** Returns a value that fits both orders of day and month. */
  String ambiguousExample() {
    return facts.moments.get(ambiguous.get(0)).example;
  }

  /** Chooses the order of day and month of the ambiguous forms. */
  void order(boolean monthFirst, String reason) {
    formats = new ArrayList<>(formats);
    for (MomentShape shape : ambiguous) {
      boolean narrow = facts.moments.get(shape).narrow;
      String dayFirst = shape.text(narrow, false);
      formats.set(formats.indexOf(dayFirst), shape.text(narrow, monthFirst));
    }
    evidence.add(reason);
  }

  /** Records that the user or another column decided the order. */
  void decided() {
    ambiguous.clear();
  }

  /** Reads the column as text, because its values do not fit the guessed type. */
  void becomeText(String reason) {
    type = "text";
    formats = List.of();
    ambiguous.clear();
    form = NumberForm.PLAIN;
    trim = false;
    min = Optional.empty();
    removed.clear();
    mapped.clear();
    evidence.clear();
    evidence.add(reason);
  }
}
