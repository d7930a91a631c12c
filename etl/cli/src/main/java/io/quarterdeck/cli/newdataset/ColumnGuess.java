package io.quarterdeck.cli.newdataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The guessed description of one column. It changes when the file shows that it does not fit. */
final class ColumnGuess {
  /** How the order of day and month is known. */
  enum DateOrder {
    /** There is no such order, or the values show it. */
    KNOWN,
    /** Every value fits both orders. */
    AMBIGUOUS
  }

  final String header;
  final int position;
  final ColumnFacts facts;
  String name = "";
  boolean byPosition;
  String type = "text";
  List<String> formats = List.of();
  Optional<MomentShape> ambiguous = Optional.empty();
  NumberForm form = NumberForm.PLAIN;
  boolean trim;
  boolean nullable = true;
  Optional<String> min = Optional.empty();
  final List<String> removed = new ArrayList<>();
  final Map<String, String> mapped = new LinkedHashMap<>();
  final List<String> evidence = new ArrayList<>();
  private DateOrder dateOrder = DateOrder.KNOWN;

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

  void markAmbiguous(MomentShape shape) {
    ambiguous = Optional.of(shape);
    dateOrder = DateOrder.AMBIGUOUS;
  }

  boolean isAmbiguous() {
    return dateOrder == DateOrder.AMBIGUOUS;
  }

  /** Chooses the order of day and month. */
  void order(boolean monthFirst, String reason) {
    MomentShape shape = ambiguous.orElseThrow();
    formats = List.of(shape.text(facts.moments.get(shape).narrow, monthFirst));
    evidence.add(reason);
  }

  /** Records that the user or another column decided the order. */
  void decided() {
    dateOrder = DateOrder.KNOWN;
  }

  /** Reads the column as text, because its values do not fit the guessed type. */
  void becomeText(String reason) {
    type = "text";
    formats = List.of();
    ambiguous = Optional.empty();
    dateOrder = DateOrder.KNOWN;
    form = NumberForm.PLAIN;
    trim = false;
    min = Optional.empty();
    removed.clear();
    mapped.clear();
    evidence.clear();
    evidence.add(reason);
  }
}
