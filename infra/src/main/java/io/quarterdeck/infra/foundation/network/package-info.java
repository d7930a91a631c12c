/**
 * The virtual network: subnets, security groups, NAT gateway, private endpoints, private DNS zones
 * and flow logs.
 */
package io.quarterdeck.infra.foundation.network;
