package io.quarterdeck.local.network;

import io.quarterdeck.infra.settings.Cidr;

/**
 * A TCP connection.
 *
 * @param source the address of the client, as a network of one address
 * @param destination the address of the service, as a network of one address
 * @param destinationTag the service tag of a public service, such as {@code Storage}; empty for a
 *     private address
 */
record Flow(Cidr source, Cidr destination, String destinationTag, int port) {}
