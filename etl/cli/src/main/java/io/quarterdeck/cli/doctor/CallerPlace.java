package io.quarterdeck.cli.doctor;

/**
 * Where a caller is, seen from the network of a stack.
 *
 * @param kind the kind of place
 * @param address the address or the network of the caller, such as 10.60.0.4
 */
public record CallerPlace(Kind kind, String address) {
  /** The kinds of places. */
  public enum Kind {
    /** In the network of the stack. */
    INSIDE("inside the network"),
    /** Connected to the VPN gateway of the stack. */
    VPN("the VPN gateway"),
    /** In a network that is connected by a peering, another VPN or ExpressRoute. */
    CONNECTED("a connected network"),
    /** Anywhere else: public addresses. */
    PUBLIC("public addresses"),
    /** On the machine of a local stack. */
    LOOPBACK("loopback");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  String words() {
    return address.isEmpty() ? kind.words() : kind.words() + " (" + address + ")";
  }
}
