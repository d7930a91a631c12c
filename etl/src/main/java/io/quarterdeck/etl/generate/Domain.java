package io.quarterdeck.etl.generate;

import java.util.List;

/**
 * A domain of the reference file.
 *
 * @param name as spelt in the original
 * @param base its rows beside those of the other domains
 * @param smallest its smallest value
 * @param span how far values reach above the smallest; small ones are more frequent than big ones
 * @param season the rows of each month beside those of the other months
 */
record Domain(String name, int base, int smallest, int span, List<Integer> season) {
  static final List<Domain> ALL =
      List.of(
          // Festivals and the year's end.
          new Domain(
              "RETAIL",
              300,
              100_000,
              3_900_000,
              List.of(80, 75, 80, 80, 85, 80, 85, 95, 105, 150, 155, 140)),
          // Weddings and holidays, a little.
          new Domain(
              "RESTRAUNT",
              190,
              100_000,
              1_800_000,
              List.of(100, 95, 95, 105, 120, 105, 85, 90, 95, 105, 110, 125)),
          // The monsoon.
          new Domain(
              "MEDICAL",
              130,
              150_000,
              3_600_000,
              List.of(95, 85, 85, 85, 90, 105, 140, 145, 130, 90, 85, 85)),
          // The fiscal year ends in March.
          new Domain(
              "PUBLIC",
              110,
              200_000,
              4_800_000,
              List.of(110, 120, 190, 85, 80, 80, 90, 85, 90, 85, 85, 100)),
          // Tax is saved before it ends.
          new Domain(
              "INVESTMENT",
              100,
              300_000,
              9_600_000,
              List.of(150, 165, 200, 80, 75, 80, 80, 75, 80, 75, 80, 90)),
          // Fees are due before the school year.
          new Domain(
              "EDUCATION",
              90,
              200_000,
              5_800_000,
              List.of(70, 65, 85, 170, 180, 190, 120, 75, 60, 60, 55, 60)),
          // Travel in summer and in December.
          new Domain(
              "INTERNATIONAL",
              80,
              300_000,
              9_600_000,
              List.of(80, 80, 85, 100, 125, 120, 105, 90, 85, 95, 95, 130)));

  /** How many of a month's rows are this domain's; the month counts from 1. */
  int weight(int month) {
    return base * season.get(month - 1);
  }
}
