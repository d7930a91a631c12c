package io.quarterdeck.cli.doctor;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Compares this machine's clock with Azure's. Entra ID refuses a difference of more than five
 * minutes; Blob refuses signatures with a difference of more than fifteen minutes.
 *
 * @param needs the check of the service's reachability
 * @param url the service whose time is read
 * @param clock this machine's clock
 */
record ClockCheck(List<String> needs, URI url, Web web, Clock clock) implements Check {
  private static final Duration NOTED = Duration.ofSeconds(60);
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final String ADVICE = "Set this machine's clock: timedatectl set-ntp true.";

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Finding look() {
    Instant before = clock.instant();
    String date = web.get(url.toString()).date().orElse("");
    Instant after = clock.instant();
    if (date.isEmpty()) {
      return Finding.warning(url.getHost() + " sends no time", "Compare the clock manually.");
    }
    Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
    long seconds = Duration.between(theirs, ours).toSeconds();
    String found =
        seconds == 0
            ? "same as Azure's"
            : Math.abs(seconds) + " s " + (seconds > 0 ? "ahead of" : "behind") + " Azure's";
    Duration apart = Duration.ofSeconds(Math.abs(seconds));
    if (apart.compareTo(REFUSED) > 0) {
      return Finding.failed(found + "; Azure refuses tokens at more than 5 minutes", ADVICE);
    }
    return apart.compareTo(NOTED) > 0 ? Finding.warning(found, ADVICE) : Finding.ok(found);
  }
}
