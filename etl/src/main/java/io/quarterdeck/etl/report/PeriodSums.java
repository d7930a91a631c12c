package io.quarterdeck.etl.report;

import io.quarterdeck.etl.report.ReportData.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sums by period and group, few enough to be drawn.
 *
 * @param periods in the order of the data, the last ones where there are too many
 * @param left how many periods before them are left out
 * @param groups the biggest by the sum of their sizes; the tail is folded into one that comes last
 * @param sums by period, then by group; nothing where the data has nothing
 */
record PeriodSums(
    List<String> periods, int left, List<Group> groups, Map<String, Map<String, BigDecimal>> sums) {
  /** As many as the palette has colours. */
  private static final int GROUPS = 7;

  private static final int PERIODS = 120;

  /** A group and its class in the style sheet. */
  record Group(String name, String kind) {}

  static PeriodSums of(List<Cell> cells) {
    Set<String> all = new LinkedHashSet<>();
    Map<String, BigDecimal> sizes = new LinkedHashMap<>();
    for (Cell cell : cells) {
      all.add(cell.period());
      sizes.merge(cell.group(), cell.sum().abs(), BigDecimal::add);
    }
    int left = Math.max(0, all.size() - PERIODS);
    List<String> biggest =
        sizes.entrySet().stream()
            .filter(size -> !size.getKey().equals(ReportQueries.OTHERS))
            .sorted(Map.Entry.<String, BigDecimal>comparingByValue(Comparator.reverseOrder()))
            .limit(GROUPS)
            .map(Map.Entry::getKey)
            .toList();
    List<Group> groups = new ArrayList<>();
    biggest.forEach(name -> groups.add(new Group(name, "group" + groups.size())));
    if (sizes.size() > biggest.size()) {
      groups.add(new Group(ReportQueries.OTHERS, "others"));
    }
    return new PeriodSums(
        all.stream().skip(left).toList(), left, groups, sums(cells, Set.copyOf(biggest)));
  }

  private static Map<String, Map<String, BigDecimal>> sums(List<Cell> cells, Set<String> biggest) {
    Map<String, Map<String, BigDecimal>> sums = new HashMap<>();
    for (Cell cell : cells) {
      String group = biggest.contains(cell.group()) ? cell.group() : ReportQueries.OTHERS;
      sums.computeIfAbsent(cell.period(), period -> new HashMap<>())
          .merge(group, cell.sum(), BigDecimal::add);
    }
    return sums;
  }

  Optional<BigDecimal> sum(String period, Group group) {
    return Optional.ofNullable(sums.get(period).get(group.name()));
  }

  BigDecimal total(String period) {
    return sums.get(period).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal total(Group group) {
    return periods.stream()
        .flatMap(period -> sum(period, group).stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The sum of all that is shown. */
  BigDecimal total() {
    return periods.stream().map(this::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** How far the stack of a period reaches above zero. */
  BigDecimal above(String period) {
    return sums.get(period).values().stream()
        .filter(sum -> sum.signum() > 0)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** How far the stack of a period reaches below zero, as a negative number. */
  BigDecimal below(String period) {
    return total(period).subtract(above(period));
  }
}
