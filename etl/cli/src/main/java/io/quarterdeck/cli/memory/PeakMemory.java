package io.quarterdeck.cli.memory;

import io.quarterdeck.cli.terminal.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The largest sum of the memory of several parts at one time.
 *
 * @param bytes the memory of each part at the time of the peak; empty if it was not measured
 */
public record PeakMemory(Map<String, Long> bytes) {
  private static final BigDecimal GB = new BigDecimal(1_000_000_000);

  public PeakMemory {
    bytes = Map.copyOf(bytes);
  }

  /** Returns the sum of all parts in bytes. */
  public long total() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns the later peak if it is larger, otherwise this one. */
  PeakMemory max(PeakMemory later) {
    return later.total() > total() ? later : this;
  }

  /** Returns the peak as a line, with the largest parts first. */
  public String line() {
    if (bytes.isEmpty()) {
      return "Memory: not measured on " + System.getProperty("os.name");
    }
    return "Memory on this machine: at most %s GB (%s)"
        .formatted(
            gigabytes(total()),
            bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(part -> part.getKey() + " " + gigabytes(part.getValue()))
                .collect(Collectors.joining(", ")));
  }

  private static String gigabytes(long bytes) {
    return new BigDecimal(bytes).divide(GB, 2, RoundingMode.HALF_UP).toPlainString();
  }

  /** Returns the peak in bytes: the sum and the parts; an empty object if it was not measured. */
  public JsonObject json() {
    JsonObject object = new JsonObject();
    if (!bytes.isEmpty()) {
      object.with("peakBytes", total());
      JsonObject parts = new JsonObject();
      new TreeMap<>(bytes).forEach(parts::with);
      object.with("parts", parts);
    }
    return object;
  }
}
