package io.quarterdeck.etl.doctor;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * This machine's clock goes with Azure's. Tokens are refused when it is off by more than Entra's
 * five minutes, and Blob refuses what was signed more than fifteen minutes away.
 *
 * @param needs the check that the service is reached
 * @param url who is asked for the time
 * @param clock this machine's
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
      return Finding.warning(url.getHost() + " tells no time", "Compare the clock by hand.");
    }
    Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    Instant ours = before.plus(Duration.between(before, after).dividedBy(2));
    long seconds = Duration.between(theirs, ours).toSeconds();
    String found =
        seconds == 0
            ? "as Azure's"
            : Math.abs(seconds) + " s " + (seconds > 0 ? "ahead of" : "behind") + " Azure's";
    Duration apart = Duration.ofSeconds(Math.abs(seconds));
    if (apart.compareTo(REFUSED) > 0) {
      return Finding.failed(found + "; tokens are refused from 5 minutes on", ADVICE);
    }
    return apart.compareTo(NOTED) > 0 ? Finding.warning(found, ADVICE) : Finding.ok(found);
  }
}
