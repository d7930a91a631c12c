package io.quarterdeck.loader.reject;

import io.quarterdeck.loader.failure.Failure;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The number of records that may be rejected before reading a file fails. */
public sealed interface RejectLimit {
  /** A limit of zero. */
  static RejectLimit none() {
    return new Count(0);
  }

  /** A maximum number of rejects. One more ends the reading immediately. */
  record Count(long rejects) implements RejectLimit {
    @Override
    public String toString() {
      return rejects == 1 ? "1 reject" : rejects + " rejects";
    }
  }

  /** A maximum percentage of rejects. It is checked when the whole file has been read. */
  record Percentage(BigDecimal percent) implements RejectLimit {
    @Override
    public String toString() {
      return percent.toPlainString() + "% rejects";
    }
  }

  /**
   * Stops the reading without a failure when this number of rejects is exceeded. The caller
   * evaluates what was read.
   */
  record StopAfter(long rejects) implements RejectLimit {
    @Override
    public String toString() {
      return rejects + " rejects before the reading stops";
    }
  }

  /** Whether the reading must stop without a failure instead of accepting another reject. */
  default boolean stopsAfter(long rejects) {
    return this instanceof StopAfter stop && rejects >= stop.rejects();
  }

  /** Whether the reading must fail now, after this number of rejects. */
  default boolean exceededBy(long rejects) {
    return this instanceof Count count && rejects > count.rejects();
  }

  /** Whether the whole file has too many rejects. */
  default boolean exceededBy(long rejects, long read) {
    if (this instanceof Percentage percentage) {
      return BigDecimal.valueOf(rejects)
              .movePointRight(2)
              .compareTo(percentage.percent().multiply(BigDecimal.valueOf(read)))
          > 0;
    }
    return exceededBy(rejects);
  }

  /** Parses {@code 5}, {@code 2%} or {@code 0.5%}. */
  static RejectLimit parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot read the reject limit: \"%s\"; expected a count such as 5 or a "
                        + "percentage from 0%% to 100%% such as 2%%. Change --max-rejects.",
                    text));
  }

  private static Optional<RejectLimit> tryParse(String text) {
    if (Pattern.matches("[0-9]{1,18}", text)) {
      return Optional.of(new Count(Long.parseLong(text)));
    }
    if (Pattern.matches("[0-9]{1,3}(\\.[0-9]{1,6})?%", text)) {
      BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
      if (percent.compareTo(BigDecimal.valueOf(100)) <= 0) {
        return Optional.of(new Percentage(percent));
      }
    }
    return Optional.empty();
  }
}
