package io.quarterdeck.cli.report;

import io.quarterdeck.cli.report.ReportData.Cell;
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
 * Sums by period and group, limited to a number that can be drawn.
 *
 * @param periods the periods in the order of the data; if there are too many, the last ones
 * @param left the number of omitted earlier periods
 * @param groups the groups with the largest sums of absolute values; the last one combines the
 *     others
 * @param sums the sums by period and group; missing where the data has none
 */
record PeriodSums(
    List<String> periods, int left, List<Group> groups, Map<String, Map<String, BigDecimal>> sums) {
  /** The number of colours in the palette. */
  private static final int GROUPS = 7;

  private static final int PERIODS = 120;

  /** A group and its CSS class. */
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

  /** Returns the sum of all values in the chart. */
  BigDecimal total() {
    return periods.stream().map(this::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
