/**
 * Evaluates the network rules of the stored resources: which service can be reached from which
 * network, as Azure would decide it.
 */
package io.quarterdeck.local.network;
