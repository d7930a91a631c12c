package io.quarterdeck.loader.csv;

import io.quarterdeck.loader.dataset.CsvDialect;
import java.util.Arrays;

/**
 * Examines the text of a record in UTF-8 that is not in a file, such as a repaired reject.
 *
 * @param dialect how the record is written
 */
public record StoredRecord(CsvDialect dialect) {
  /** What a text holds. */
  public enum Content {
    ONE_RECORD,
    SEVERAL_RECORDS,
    OPEN_QUOTE
  }

  /** Finds out whether the text, without a line end behind it, is exactly one record. */
  public Content content(byte[] record) {
    RecordMarks marks = new RecordMarks(dialect);
    byte[] followed = Arrays.copyOf(record, record.length + 2);
    followed[record.length] = '\n';
    followed[record.length + 1] = 'x';
    if (record[0] == '\n' || record[0] == '\r') {
      return Content.SEVERAL_RECORDS;
    }
    boolean open = marks.openQuote(followed, 0, followed.length) >= 0;
    if (open || marks.afterRecord() > record.length + 1) {
      return Content.OPEN_QUOTE;
    }
    return marks.afterRecord() == record.length + 1 ? Content.ONE_RECORD : Content.SEVERAL_RECORDS;
  }

  /** The number of lines of a record. */
  public int lines(byte[] record) {
    return SourceText.lineEnds(record, 0, record.length) + 1;
  }

  /** Writes a name so that it is one field, whatever characters it contains. */
  public String field(String name) {
    if (dialect.quote().isEmpty()) {
      return dialect.escape().map(escape -> escaped(name, escape)).orElse(name);
    }
    String quote = String.valueOf(dialect.quote().get());
    String text =
        dialect
            .escape()
            .map(escape -> name.replace("" + escape, "" + escape + escape))
            .orElse(name);
    return quote + text.replace(quote, quote + quote) + quote;
  }

  private String escaped(String name, char escape) {
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < name.length(); index++) {
      char single = name.charAt(index);
      boolean special = single == escape || single == dialect.delimiter() || single < ' ';
      text.append(special ? String.valueOf(escape) : "").append(single);
    }
    return text.toString();
  }
}
