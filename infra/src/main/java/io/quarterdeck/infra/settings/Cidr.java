package io.quarterdeck.infra.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 network.
 *
 * @param address the first address as an unsigned 32-bit number
 * @param prefix the length of the prefix in bits, 0 to 32
 */
public record Cidr(long address, int prefix) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  /**
   * Parses a network such as {@code 10.0.0.0/24}. Returns nothing if the text is not a network or
   * has bits set after the prefix.
   */
  public static Optional<Cidr> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long address = 0;
    for (int group = 1; group <= 4; group++) {
      int octet = Integer.parseInt(matcher.group(group));
      if (octet > 255) {
        return Optional.empty();
      }
      address = address << 8 | octet;
    }
    int prefix = Integer.parseInt(matcher.group(5));
    if (prefix > 32) {
      return Optional.empty();
    }
    Cidr cidr = new Cidr(address, prefix);
    return address % cidr.size() == 0 ? Optional.of(cidr) : Optional.empty();
  }

  /** The number of addresses. */
  public long size() {
    return 1L << (32 - prefix);
  }

  public String first() {
    return dotted(address);
  }

  public String last() {
    return dotted(address + size() - 1);
  }

  /** Whether all addresses of the other network are in this one. */
  public boolean contains(Cidr other) {
    return address <= other.address && other.address + other.size() <= address + size();
  }

  /** Whether the networks have an address in common. */
  public boolean overlaps(Cidr other) {
    return address < other.address + other.size() && other.address < address + size();
  }

  @Override
  public String toString() {
    return first() + "/" + prefix;
  }

  private static String dotted(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24 & 255, address >> 16 & 255, address >> 8 & 255, address & 255);
  }
}
