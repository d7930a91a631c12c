package io.quarterdeck.loader.encode;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.ColumnKind;
import io.quarterdeck.loader.dataset.FieldText;
import io.quarterdeck.loader.dataset.NumberStyle;
import io.quarterdeck.loader.dataset.Transform;
import io.quarterdeck.loader.profile.ColumnStatistics;
import io.quarterdeck.loader.reject.RejectReason;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Converts the text of a field as the dataset says, and passes the result to the encoder of the
 * column's type. A text that a transform changes into a null value, or into an empty text in a
 * column that is not text, is null.
 */
final class TransformedEncoder extends ColumnEncoder {
  /**
   * The largest factor by which a change of case lengthens a text in UTF-8: U+0390 has two bytes,
   * and its upper case has six.
   */
  private static final int CASE_GROWTH = 3;

  private final ColumnEncoder inner;
  private final List<Transform> transforms;
  private final GroupedNumber numbers;
  private final boolean emptyIsMissing;
  private final Set<String> nullValues;
  private final int longestMapped;

  TransformedEncoder(Column column, ColumnEncoder inner, List<String> nullValues) {
    super(inner.expected() + written(column.text()));
    this.inner = inner;
    this.transforms = column.text().transforms();
    this.numbers = new GroupedNumber(column.text().numbers());
    this.emptyIsMissing = column.type().kind() != ColumnKind.TEXT;
    this.nullValues = new HashSet<>(nullValues);
    this.longestMapped = transforms.stream().mapToInt(TransformedEncoder::longest).max().orElse(0);
  }

  private static String written(FieldText text) {
    NumberStyle numbers = text.numbers();
    String decimal = numbers.decimal() == '.' ? "" : ", with a decimal comma";
    return numbers
        .thousands()
        .map(separator -> decimal + ", in groups of three separated by \"" + separator + '"')
        .orElse(decimal);
  }

  private static int longest(Transform transform) {
    return transform instanceof Transform.Replace replace
        ? replace.values().values().stream()
            .mapToInt(value -> value.getBytes(StandardCharsets.UTF_8).length)
            .max()
            .orElse(0)
        : 0;
  }

  @Override
  public long mostBytes(long valueBytes) {
    return super.mostBytes(CASE_GROWTH * (valueBytes + longestMapped));
  }

  @Override
  public int encode(byte[] in, int from, int to, byte[] out, int at) {
    String written = new String(in, from, to - from, StandardCharsets.UTF_8);
    String text = written;
    for (Transform transform : transforms) {
      text = applied(transform, text);
    }
    if (!text.equals(written)
        && (nullValues.contains(text) || (text.isEmpty() && emptyIsMissing))) {
      return MISSING;
    }
    Optional<String> plain = numbers.plain(text);
    if (plain.isEmpty()) {
      return refuse(RejectReason.NOT_A_NUMBER);
    }
    byte[] bytes = plain.get().getBytes(StandardCharsets.UTF_8);
    int after = inner.encode(bytes, 0, bytes.length, out, at);
    return after < 0 ? refuse(inner.reason()) : after;
  }

  private static String applied(Transform transform, String text) {
    if (transform instanceof Transform.Trim) {
      return text.strip();
    } else if (transform instanceof Transform.Upper) {
      return text.toUpperCase(Locale.ROOT);
    } else if (transform instanceof Transform.Lower) {
      return text.toLowerCase(Locale.ROOT);
    } else if (transform instanceof Transform.Remove remove) {
      return text.replace(remove.text(), "");
    } else if (transform instanceof Transform.Replace replace) {
      return replace.values().getOrDefault(text, text);
    }
    throw new IllegalStateException("no such transform: " + transform);
  }

  @Override
  public void count(byte[] out) {
    inner.count(out);
  }

  @Override
  public ColumnStatistics statistics() {
    return inner.statistics();
  }
}
