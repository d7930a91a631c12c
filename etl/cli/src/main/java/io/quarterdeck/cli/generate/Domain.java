package io.quarterdeck.cli.generate;

import java.util.List;

/**
 * A domain of the reference file.
 *
 * @param name the name, spelt as in the original file
 * @param base the number of rows in relation to other domains
 * @param smallest the smallest value
 * @param span the range of values above the smallest; small values are more frequent than large
 *     ones
 * @param season the number of rows of each month in relation to other months
 */
record Domain(String name, int base, int smallest, int span, List<Integer> season) {
  static final List<Domain> ALL =
      List.of(
          // Peaks at festivals and at the end of the year.
          new Domain(
              "RETAIL",
              300,
              100_000,
              3_900_000,
              List.of(80, 75, 80, 80, 85, 80, 85, 95, 105, 150, 155, 140)),
          // Peaks slightly at weddings and holidays.
          new Domain(
              "RESTRAUNT",
              190,
              100_000,
              1_800_000,
              List.of(100, 95, 95, 105, 120, 105, 85, 90, 95, 105, 110, 125)),
          // Peaks in the monsoon.
          new Domain(
              "MEDICAL",
              130,
              150_000,
              3_600_000,
              List.of(95, 85, 85, 85, 90, 105, 140, 145, 130, 90, 85, 85)),
          // Peaks in March, when the fiscal year ends.
          new Domain(
              "PUBLIC",
              110,
              200_000,
              4_800_000,
              List.of(110, 120, 190, 85, 80, 80, 90, 85, 90, 85, 85, 100)),
          // Peaks before the end of the fiscal year, for tax savings.
          new Domain(
              "INVESTMENT",
              100,
              300_000,
              9_600_000,
              List.of(150, 165, 200, 80, 75, 80, 80, 75, 80, 75, 80, 90)),
          // Peaks before the school year, when fees are due.
          new Domain(
              "EDUCATION",
              90,
              200_000,
              5_800_000,
              List.of(70, 65, 85, 170, 180, 190, 120, 75, 60, 60, 55, 60)),
          // Peaks in summer and December, for travel.
          new Domain(
              "INTERNATIONAL",
              80,
              300_000,
              9_600_000,
              List.of(80, 80, 85, 100, 125, 120, 105, 90, 85, 95, 95, 130)));

  /**
   * The number of rows in a month in relation to other domains and months.
   *
   * @param month 1 to 12
   */
  int weight(int month) {
    return base * season.get(month - 1);
  }
}
