package io.quarterdeck.contract;

import java.net.URI;
import java.util.Locale;

/**
 * Recognizes loopback addresses. Traffic to them does not leave this machine. Only for these
 * addresses, Quarterdeck can do without TLS and without certificates of a public authority.
 */
public final class Loopback {
  private Loopback() {}

  /** Whether the host is a loopback name or address. Does not resolve the name. */
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
