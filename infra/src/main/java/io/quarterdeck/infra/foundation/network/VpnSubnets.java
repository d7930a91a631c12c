package io.quarterdeck.infra.foundation.network;

import com.pulumi.core.Output;

/**
 * The ids of the subnets for VPN clients.
 *
 * @param gateway the subnet of the gateway
 * @param resolver the subnet of the DNS server
 */
public record VpnSubnets(Output<String> gateway, Output<String> resolver) {
  /** The service to which the subnet of the DNS server is delegated. */
  static final String RESOLVER = "Microsoft.Network/dnsResolvers";
}
