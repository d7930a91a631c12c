package io.quarterdeck.infra.foundation.network;

import io.quarterdeck.infra.settings.Cidr;

/**
 * A subnet that a system needs. Its machines connect to the private endpoints and, through the NAT
 * gateway, to the internet. Nothing connects to them.
 *
 * @param name the last part of the names of the subnet and of its security group
 * @param cidr its addresses
 * @param service the service to which the subnet is delegated
 */
public record SystemSubnet(String name, Cidr cidr, String service) {}
