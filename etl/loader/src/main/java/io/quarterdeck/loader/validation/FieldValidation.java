package io.quarterdeck.loader.validation;

import io.quarterdeck.loader.bytes.Utf8;
import io.quarterdeck.loader.csv.Chunk;
import io.quarterdeck.loader.csv.RecordScanner;
import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnKind;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.encode.ColumnEncoder;
import io.quarterdeck.loader.reject.Escaped;
import io.quarterdeck.loader.reject.RawRecord;
import io.quarterdeck.loader.reject.Reject;
import io.quarterdeck.loader.reject.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Validates and encodes the fields of the scanned record, and decides the reason of the reject if a
 * field does not fit. Instances are not thread-safe: each worker has its own.
 */
public final class FieldValidation {
  /** The result of {@link #encode} for a null value. */
  public static final int NULL = -2;

  private static final int WHOLE_RECORD = -1;

  private final RecordScanner scanner;
  private final ColumnEncoder[] encoders;
  private final List<String> names;
  private final int[] fieldOf;
  private final boolean[] nullable;
  private final boolean[] emptyIsMissing;
  private final byte[] nullValue;
  private final byte[][] otherNullValues;
  private final String encoding;
  private final int maximumFieldBytes;
  private byte[] bytes = new byte[0];
  private byte[] unquoted = new byte[0];
  private RejectReason reason = RejectReason.FIELD_COUNT;
  private int field;
  private int column;

  /**
   * Creates the validation of one worker's records.
   *
   * @param scanner holds the scanned record whenever {@link #begin} is called
   * @param encoders one encoder per column of the dataset, in its order
   */
  public FieldValidation(
      Dataset dataset, Header header, RecordScanner scanner, ColumnEncoder[] encoders) {
    this.scanner = scanner;
    this.encoders = encoders;
    this.names = header.names();
    this.fieldOf = header.fields().stream().mapToInt(Integer::intValue).toArray();
    List<Column> columns = dataset.columns();
    this.nullable = new boolean[columns.size()];
    this.emptyIsMissing = new boolean[columns.size()];
    for (int index = 0; index < nullable.length; index++) {
      nullable[index] = columns.get(index).nullable();
      emptyIsMissing[index] = isEmptyMissing(columns.get(index).type().kind());
    }
    List<byte[]> nullValues =
        dataset.csv().nullValues().stream()
            .map(value -> value.getBytes(StandardCharsets.UTF_8))
            .toList();
    this.nullValue = nullValues.get(0);
    this.otherNullValues = nullValues.stream().skip(1).toArray(byte[][]::new);
    this.encoding = dataset.csv().encoding().name();
    this.maximumFieldBytes = dataset.csv().maximumFieldBytes();
  }

  private static boolean isEmptyMissing(ColumnKind kind) {
    return switch (kind) {
      case TEXT -> false;
      case INTEGER, BIGINT, DECIMAL, DOUBLE, BOOLEAN, DATE, TIMESTAMP -> true;
    };
  }

  /** Checks the record as a whole. Returns false if it does not fit. */
  public boolean begin(Chunk chunk, int recordBytes) {
    bytes = chunk.bytes();
    if (scanner.count() != names.size()) {
      return refuseField(RejectReason.FIELD_COUNT, WHOLE_RECORD);
    }
    boolean simple = !scanner.malformed() && recordBytes <= maximumFieldBytes && chunk.ascii();
    return simple || everyFieldFits();
  }

  /**
   * Encodes the value of a column.
   *
   * @return the index after the value, {@link #NULL}, or {@link ColumnEncoder#REFUSED}
   */
  public int encode(int ofColumn, byte[] out, int at) {
    int source = fieldOf[ofColumn];
    int start = scanner.start(source);
    int end = scanner.end(source);
    RecordScanner.Kind kind = scanner.kind(source);
    if (isMissing(ofColumn, kind, start, end)) {
      return nullable[ofColumn] ? NULL : refuse(RejectReason.VALUE_MISSING, ofColumn);
    }
    ColumnEncoder encoder = encoders[ofColumn];
    int after;
    if (kind == RecordScanner.Kind.ESCAPED) {
      int length = unquote(source, start, end);
      after = encoder.encode(unquoted, 0, length, out, at);
    } else {
      after = encoder.encode(bytes, start, end, out, at);
    }
    return after < 0 ? refused(after, encoder, ofColumn) : after;
  }

  private int refused(int result, ColumnEncoder encoder, int ofColumn) {
    if (result == ColumnEncoder.MISSING) {
      return nullable[ofColumn] ? NULL : refuse(RejectReason.VALUE_MISSING, ofColumn);
    }
    return refuse(encoder.reason(), ofColumn);
  }

  /** The reject of the last record that did not fit. */
  public Reject reject(Chunk chunk, int from, int next, long line) {
    Optional<String> name =
        field == WHOLE_RECORD ? Optional.empty() : Optional.of(names.get(field));
    RawRecord raw = RawRecord.copy(bytes, from, next);
    return new Reject(line, chunk.byteOffset(from), name, reason, found(chunk), expected(), raw);
  }

  private String found(Chunk chunk) {
    return switch (reason) {
      case FIELD_COUNT -> counted(scanner.count(), "field");
      case VALUE_MISSING -> missing();
      case FIELD_TOO_LONG -> counted(scanner.end(field) - scanner.start(field), "byte");
      case NOT_UTF8 -> {
        int at = Utf8.firstInvalid(bytes, scanner.start(field), scanner.end(field));
        yield Escaped.of(bytes, at, at + 1) + " at byte " + chunk.byteOffset(at);
      }
      case TEXT_AFTER_QUOTE,
          NUL_CHARACTER,
          NOT_A_NUMBER,
          OUT_OF_RANGE,
          TOO_MANY_DIGITS,
          NOT_A_BOOLEAN,
          NOT_A_DATE,
          NOT_A_TIMESTAMP ->
          value();
    };
  }

  private String missing() {
    return scanner.start(field) == scanner.end(field)
        ? "an empty field"
        : "the null value " + value();
  }

  /** The value as in the file, with quotes if it begins or ends with a space. */
  private String value() {
    String text = Escaped.shortened(bytes, scanner.start(field), scanner.end(field));
    return text.startsWith(" ") || text.endsWith(" ") ? '"' + text + '"' : text;
  }

  private String expected() {
    return switch (reason) {
      case FIELD_COUNT -> counted(names.size(), "field");
      case TEXT_AFTER_QUOTE -> "nothing after the closing quote";
      case FIELD_TOO_LONG -> "at most " + counted(maximumFieldBytes, "byte");
      case NOT_UTF8 -> encoding;
      case VALUE_MISSING -> "a value, since the column is not nullable";
      case NUL_CHARACTER,
          NOT_A_NUMBER,
          OUT_OF_RANGE,
          TOO_MANY_DIGITS,
          NOT_A_BOOLEAN,
          NOT_A_DATE,
          NOT_A_TIMESTAMP ->
          encoders[column].expected();
    };
  }

  private static String counted(int count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }

  private boolean everyFieldFits() {
    for (int index = 0; index < names.size(); index++) {
      int start = scanner.start(index);
      int end = scanner.end(index);
      if (scanner.kind(index) == RecordScanner.Kind.MALFORMED) {
        return refuseField(RejectReason.TEXT_AFTER_QUOTE, index);
      }
      if (end - start > maximumFieldBytes) {
        return refuseField(RejectReason.FIELD_TOO_LONG, index);
      }
      if (Utf8.firstInvalid(bytes, start, end) >= 0) {
        return refuseField(RejectReason.NOT_UTF8, index);
      }
    }
    return true;
  }

  private int refuse(RejectReason why, int ofColumn) {
    reason = why;
    column = ofColumn;
    field = fieldOf[ofColumn];
    return ColumnEncoder.REFUSED;
  }

  private boolean refuseField(RejectReason why, int atField) {
    reason = why;
    field = atField;
    return false;
  }

  /**
   * Whether a field has no value: an empty field of a column that is not text, or an unquoted field
   * with the null value.
   */
  private boolean isMissing(int ofColumn, RecordScanner.Kind kind, int start, int end) {
    return (start == end && emptyIsMissing[ofColumn])
        || (kind == RecordScanner.Kind.PLAIN && isNull(start, end));
  }

  private boolean isNull(int start, int end) {
    return equal(nullValue, start, end) || (otherNullValues.length > 0 && isOtherNull(start, end));
  }

  private boolean isOtherNull(int start, int end) {
    for (byte[] other : otherNullValues) {
      if (equal(other, start, end)) {
        return true;
      }
    }
    return false;
  }

  private boolean equal(byte[] value, int start, int end) {
    if (end - start != value.length) {
      return false;
    }
    for (int index = 0; index < value.length; index++) {
      if (bytes[start + index] != value[index]) {
        return false;
      }
    }
    return true;
  }

  /** Replaces each pair of quotes with one quote. Returns the number of remaining bytes. */
  private int unquote(int ofField, int start, int end) {
    if (scanner.valueBytes(ofField) >= 0) {
      unquoted = scanner.value(bytes, ofField, unquoted);
      return scanner.valueBytes(ofField);
    }
    if (unquoted.length < end - start) {
      unquoted = new byte[end - start];
    }
    int length = 0;
    for (int at = start; at < end; at++) {
      unquoted[length++] = bytes[at];
      at += bytes[at] == '"' ? 1 : 0;
    }
    return length;
  }
}
