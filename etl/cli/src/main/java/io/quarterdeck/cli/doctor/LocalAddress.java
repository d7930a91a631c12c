package io.quarterdeck.cli.doctor;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The IPv4 address from which this machine sends packets to a private address.
 *
 * @param bits the address as an unsigned 32-bit number
 * @param text the address, such as 10.60.0.4
 */
record LocalAddress(long bits, String text) {
  /** Any port: connecting a datagram socket only selects a route, and sends nothing. */
  private static final int DISCARD = 9;

  /** Returns the address; empty if the host has no private IPv4 address here. */
  static Optional<LocalAddress> towards(String host) {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress destination = InetAddress.getByName(host);
      if (!destination.isSiteLocalAddress()) {
        return Optional.empty();
      }
      socket.connect(new InetSocketAddress(destination, DISCARD));
      return of(socket.getLocalAddress());
    } catch (IOException e) {
      // The name has no address, or no route leads to it: the machine is outside.
      return Optional.empty();
    }
  }

  static Optional<LocalAddress> of(InetAddress address) {
    return address instanceof Inet4Address
        ? Optional.of(
            new LocalAddress(
                Integer.toUnsignedLong(ByteBuffer.wrap(address.getAddress()).getInt()),
                address.getHostAddress()))
        : Optional.empty();
  }

  /** Whether the address is in a network such as 10.40.0.0/21. */
  boolean isIn(String cidr) {
    String[] parts = cidr.split("/", -1);
    if (parts.length != 2) {
      return false;
    }
    try {
      long network = of(InetAddress.getByName(parts[0])).orElseThrow().bits();
      int shift = 32 - Integer.parseInt(parts[1]);
      return (bits >> shift) == (network >> shift);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a network: " + cidr, e);
    }
  }
}
