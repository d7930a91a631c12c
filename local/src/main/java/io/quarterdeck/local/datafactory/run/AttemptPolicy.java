package io.quarterdeck.local.datafactory.run;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The timeout and the retries of an activity. Defaults: 12 hours, no retry, 30 seconds (Microsoft
 * Learn, "Pipelines and activities", "Activity policy").
 *
 * @param timeout the longest duration of an attempt
 * @param retries how many further attempts are made
 * @param pause the time between two attempts
 */
record AttemptPolicy(Duration timeout, int retries, Duration pause) {
  private static final Pattern TIMEOUT =
      Pattern.compile("(?:(\\d+)\\.)?(\\d{1,2}):(\\d\\d):(\\d\\d)");

  static AttemptPolicy of(JsonObject activity) {
    JsonObject policy =
        activity.has("policy") ? activity.getAsJsonObject("policy") : new JsonObject();
    return new AttemptPolicy(
        policy.has("timeout") ? timeout(policy.get("timeout").getAsString()) : Duration.ofHours(12),
        policy.has("retry") ? policy.get("retry").getAsInt() : 0,
        Duration.ofSeconds(
            policy.has("retryIntervalInSeconds")
                ? policy.get("retryIntervalInSeconds").getAsLong()
                : 30));
  }

  /** Reads {@code D.HH:MM:SS}. */
  static Duration timeout(String text) {
    Matcher parts = TIMEOUT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("The timeout '" + text + "' is not D.HH:MM:SS.");
    }
    String days = parts.group(1) == null ? "0" : parts.group(1);
    return Duration.ofDays(Long.parseLong(days))
        .plusHours(Long.parseLong(parts.group(2)))
        .plusMinutes(Long.parseLong(parts.group(3)))
        .plusSeconds(Long.parseLong(parts.group(4)));
  }
}
