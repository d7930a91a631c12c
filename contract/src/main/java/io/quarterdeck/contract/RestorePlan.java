package io.quarterdeck.contract;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rollback of the lakehouse restores. The command computes it, a job does it, and a file in
 * the lake contains it until it is done. All versions are recorded, so another attempt has the same
 * result.
 *
 * @param run the run that is rolled back, as its commits name it
 * @param discarded the later runs whose changes are lost, too, as their commits name them
 * @param steps the tables, in the order in which they change; at least one
 */
public record RestorePlan(String run, List<String> discarded, List<Step> steps) {
  private static final String PARTS = ";";
  private static final String ITEMS = ",";

  /**
   * A table that is restored.
   *
   * @param table its path in the lake
   * @param from the version that readers see before
   * @param to the version whose rows readers see afterwards; empty for no rows, if the run created
   *     the table
   */
  public record Step(String table, long from, OptionalLong to) {
    private static final Pattern TEXT = Pattern.compile("([\\w./-]+):(\\d+):(\\d+|none)");

    private static Step parse(String text) {
      Matcher parts = TEXT.matcher(text);
      if (!parts.matches()) {
        throw new IllegalArgumentException("'" + text + "'; expected TABLE:FROM:TO");
      }
      return new Step(
          parts.group(1),
          Long.parseLong(parts.group(2)),
          parts.group(3).equals("none")
              ? OptionalLong.empty()
              : OptionalLong.of(Long.parseLong(parts.group(3))));
    }

    @Override
    public String toString() {
      return table + ":" + from + ":" + (to.isPresent() ? to.getAsLong() : "none");
    }
  }

  public RestorePlan {
    discarded = List.copyOf(discarded);
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("no table; expected at least one");
    }
  }

  /**
   * Parses the text of a plan.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static RestorePlan parse(String text) {
    String[] parts = text.strip().split(PARTS, -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "'" + text + "'; expected RUN;DISCARDED,...;TABLE:FROM:TO,...");
    }
    return new RestorePlan(
        parts[0],
        Arrays.stream(parts[1].split(ITEMS, -1)).filter(each -> !each.isEmpty()).toList(),
        Arrays.stream(parts[2].split(ITEMS, -1)).map(Step::parse).toList());
  }

  /** Returns the text that {@link #parse} accepts. */
  @Override
  public String toString() {
    return String.join(
        PARTS,
        run,
        String.join(ITEMS, discarded),
        steps.stream().map(Step::toString).collect(joining(ITEMS)));
  }
}
