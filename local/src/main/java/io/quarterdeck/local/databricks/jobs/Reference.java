package io.quarterdeck.local.databricks.jobs;

import io.quarterdeck.local.databricks.api.DatabricksErrors;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dynamic value references in the parameters of a task, for example {@code
 * {{job.parameters.quarter}}}.
 */
public final class Reference {
  private static final Pattern PATTERN = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*\\}\\}");

  private static final Pattern KNOWN =
      Pattern.compile(
          "job\\.(id|name|run_id|repair_count|trigger\\.type|parameters\\.[\\w.-]+"
              + "|(start_time|trigger\\.time)\\.(iso_date|iso_datetime|timestamp_ms"
              + "|year|month|day|hour|minute|second|iso_weekday|is_weekday))"
              + "|task\\.(name|run_id|execution_count)|workspace\\.(id|url)");

  private Reference() {}

  /** Returns the text in which every reference is replaced. */
  public static String resolve(String text, UnaryOperator<String> value) {
    return PATTERN
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value.apply(found.group(1))));
  }

  /**
   * Refuses an unknown reference.
   *
   * @param parameters returns whether the job has a parameter with this name
   */
  static void check(String text, java.util.function.Predicate<String> parameters) {
    resolve(
        text,
        name -> {
          String parameter = "job.parameters.";
          boolean absent =
              name.startsWith(parameter) && !parameters.test(name.substring(parameter.length()));
          if (absent || !KNOWN.matcher(name).matches()) {
            throw DatabricksErrors.invalid(
                "Cannot accept the job: found the reference {{"
                    + name
                    + "}}, which does not exist; expected a parameter of the job or a dynamic"
                    + " value.");
          }
          return name;
        });
  }
}
