package io.quarterdeck.etl.rows.reject;

import io.quarterdeck.etl.Failure;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** How many records may be rejected before the reading of a file fails. */
public sealed interface RejectLimit {
  /** None at all. */
  static RejectLimit none() {
    return new Count(0);
  }

  /** At most so many; one more ends the reading at once. */
  record Count(long rejects) implements RejectLimit {
    @Override
    public String toString() {
      return rejects == 1 ? "1 reject" : rejects + " rejects";
    }
  }

  /** At most so many of a hundred; judged when the whole file has been read. */
  record Percentage(BigDecimal percent) implements RejectLimit {
    @Override
    public String toString() {
      return percent.toPlainString() + "% rejects";
    }
  }

  /**
   * The reading ends without a failure before the reject after so many, so that who asked can judge
   * what was read.
   */
  record StopAfter(long rejects) implements RejectLimit {
    @Override
    public String toString() {
      return rejects + " rejects before the reading stops";
    }
  }

  /** Whether the reading should end well now, instead of taking another reject. */
  default boolean stopsAfter(long rejects) {
    return this instanceof StopAfter stop && rejects >= stop.rejects();
  }

  /** Whether the reading should fail now, after so many rejects. */
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

  /** Reads {@code 5} or {@code 2%} or {@code 0.5%}. */
  static RejectLimit parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () ->
                new Failure(
                    "Cannot read the reject limit: \""
                        + text
                        + "\"; expected a count such as 5 or a percentage from 0% to 100% such as"
                        + " 2%. Change --max-rejects."));
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
