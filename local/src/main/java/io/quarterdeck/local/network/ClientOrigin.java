package io.quarterdeck.local.network;

import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.loader.failure.Failure;
import java.util.Optional;

/**
 * The network from which a client connects.
 *
 * @param text how the user writes it
 * @param range the addresses of a connected network; empty for the other kinds
 * @param address the public address; empty for the other kinds
 */
public record ClientOrigin(Kind kind, String text, Optional<Cidr> range, Optional<Cidr> address) {
  /** The variable that selects the network. */
  public static final String VARIABLE = EnvironmentVariables.LOCAL_FROM;

  private static final String PEERED = "peered:";
  private static final String INTERNET = "internet";

  /** An address of TEST-NET-3 (RFC 5737), which nobody uses. */
  private static final String NOBODY = "203.0.113.77";

  /** Where a network is. */
  public enum Kind {
    /** The subnet of the stack's network for the pipeline's agents. */
    AGENTS,
    /** A network that is connected by a peering, a VPN or ExpressRoute. */
    PEERED,
    /** A machine that is connected to the VPN gateway of the stack. */
    VPN,
    INTERNET
  }

  /**
   * Parses a network.
   *
   * @throws Failure if the text is not {@code agents}, {@code vpn}, {@code peered:CIDR}, {@code
   *     internet} or {@code internet:ADDRESS}
   */
  public static ClientOrigin parse(String text) {
    if (text.equals("agents")) {
      return new ClientOrigin(Kind.AGENTS, text, Optional.empty(), Optional.empty());
    }
    if (text.equals("vpn")) {
      return new ClientOrigin(Kind.VPN, text, Optional.empty(), Optional.empty());
    }
    if (text.startsWith(PEERED)) {
      Optional<Cidr> range = Cidr.parse(text.substring(PEERED.length()));
      if (range.isPresent()) {
        return new ClientOrigin(Kind.PEERED, text, range, Optional.empty());
      }
    }
    String address = text.equals(INTERNET) ? NOBODY : text.replaceFirst("^" + INTERNET + ":", "");
    Optional<Cidr> single = Cidr.parse(address + "/32");
    if (text.startsWith(INTERNET) && single.isPresent()) {
      return new ClientOrigin(Kind.INTERNET, text, Optional.empty(), single);
    }
    throw Failure.of(
        "Cannot connect from '%s': it is not a network; expected agents, vpn, peered:CIDR, internet"
            + " or internet:ADDRESS. Set %s to one of these, for example peered:10.1.0.0/16.",
        text, VARIABLE);
  }
}
