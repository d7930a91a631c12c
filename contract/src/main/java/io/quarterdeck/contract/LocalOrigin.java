package io.quarterdeck.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The network from which a client connects to the local stack, as a product in the header {@code
 * User-Agent}: each client can set this header, among them the Azure CLI.
 */
public final class LocalOrigin {
  private static final String PRODUCT = "quarterdeck-from/";
  private static final Pattern IN_HEADER = Pattern.compile("(?:^|\\s)" + PRODUCT + "(\\S+)");

  private LocalOrigin() {}

  /** Returns the product that names a network, such as {@code quarterdeck-from/internet}. */
  public static String product(String network) {
    return PRODUCT + network;
  }

  /** Returns the network that a value of the header names. */
  public static Optional<String> in(String userAgent) {
    Matcher matcher = IN_HEADER.matcher(userAgent);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
