package io.quarterdeck.contract;

import java.net.URI;
import java.util.regex.Pattern;

/** The format of an output's value. */
public enum OutputForm {
  TEXT("a text", "[^\\s\\[\\]]+"),
  NAMES("names, separated by commas", "[a-z]+(,[a-z]+)*"),
  UUID("a UUID", "(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
  DIGITS("digits", "\\d+"),
  PORT("a port, 1 to 65535", "[1-9]\\d{0,4}"),
  HOST("a host name", "[A-Za-z0-9:.-]+"),
  RESOURCE_ID(
      "a resource id, /subscriptions/…/providers/…",
      "(?i)/subscriptions/[^/]+/resourceGroups/[^/]+/providers/[^/]+(/[^/]+/[^/]+)+"),
  POSTGRES_AUTH(PostgresAuth.all(" or "), PostgresAuth.all("|")),
  LAKEHOUSE_SCHEDULE(LakehouseSchedule.all(" or "), LakehouseSchedule.all("|")),
  ADMINISTRATORS(
      "TYPE:OBJECT_ID:ROLE, separated by semicolons",
      "(user|group|service):[0-9a-f-]{36}:[^;\\[\\]]+(;(user|group|service):[0-9a-f-]{36}:[^;\\[\\]]+)*"),
  URL("an https:// URL without a slash at its end", "https?://\\S*[^/]"),
  FOLDER_URL("an https:// URL that ends with a slash", "https?://\\S*/");

  private final String words;
  private final Pattern pattern;

  OutputForm(String words, String expression) {
    this.words = words;
    this.pattern = Pattern.compile(expression);
  }

  /** Returns whether the value has this format. */
  public boolean fits(String value) {
    if (!pattern.matcher(value).matches()) {
      return false;
    }
    return switch (this) {
      case TEXT,
          NAMES,
          UUID,
          DIGITS,
          HOST,
          RESOURCE_ID,
          POSTGRES_AUTH,
          LAKEHOUSE_SCHEDULE,
          ADMINISTRATORS ->
          true;
      case PORT -> Integer.parseInt(value) <= 65_535;
      case URL, FOLDER_URL -> isPrivateEnough(value);
    };
  }

  /** Returns the expected format, for messages. */
  public String words() {
    return words;
  }

  /** Plain HTTP exposes tokens on the network, so it is accepted only on loopback. */
  private static boolean isPrivateEnough(String text) {
    try {
      URI url = URI.create(text);
      return url.getHost() != null && (text.startsWith("https:") || Loopback.is(url));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
