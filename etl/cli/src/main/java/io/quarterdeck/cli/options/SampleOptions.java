package io.quarterdeck.cli.options;

import io.quarterdeck.contract.Days;
import java.time.LocalDate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of the lakehouse's generated source data on the local stack. */
public final class SampleOptions {
  /**
   * The size of the data.
   *
   * @param days the days of the posts
   * @param posts the number of posts of each day
   * @param users the number of users
   * @param seed selects the content
   */
  public record SampleData(Days days, long posts, long users, long seed) {}

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--first-day",
      paramLabel = "DAY",
      defaultValue = "2026-01-04",
      description = "Lakehouse: the first generated day (default: ${DEFAULT-VALUE}, a Sunday).")
  private LocalDate first;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "3",
      description = "Lakehouse: the number of generated days (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--posts",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "Lakehouse: the number of generated posts of a day (default: ${DEFAULT-VALUE}).")
  private long posts;

  @Option(
      names = "--users",
      paramLabel = "N",
      defaultValue = "5000",
      description = "Lakehouse: the number of generated users (default: ${DEFAULT-VALUE}).")
  private long users;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "42",
      description = "Lakehouse: the seed of the generated data (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Returns the size of the data; sizes that nothing can be computed from are refused. */
  public SampleData sample() {
    Numbers.requireAtLeast(command, "--days", days, 1);
    Numbers.requireAtMost(command, "--days", days, Days.MOST);
    Numbers.requireAtLeast(command, "--posts", posts, 100);
    Numbers.requireAtLeast(command, "--users", users, 1);
    return new SampleData(Days.between(first, first.plusDays(days - 1L)), posts, users, seed);
  }
}
