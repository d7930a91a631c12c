package io.quarterdeck.etl;

import java.net.URI;
import java.util.Locale;

/**
 * Addresses that never leave this machine. What is asked of the wire elsewhere (TLS, a public
 * certificate authority) may be waived for these, and for these only.
 */
public final class Loopback {
  private Loopback() {}

  /** Whether the host is loopback by its name alone; nothing is resolved. */
  public static boolean is(String host) {
    String plain = host.toLowerCase(Locale.ROOT);
    return plain.equals("localhost")
        || plain.equals("::1")
        || plain.equals("[::1]")
        || plain.matches("127(\\.\\d{1,3}){3}");
  }

  /** Whether the URL's host is loopback. */
  public static boolean is(URI url) {
    return url.getHost() != null && is(url.getHost());
  }
}
