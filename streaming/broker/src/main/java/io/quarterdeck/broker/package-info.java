/**
 * The Kafka endpoint of Event Hubs on the local stack: an Apache Kafka broker that accepts what
 * Event Hubs accepts.
 */
package io.quarterdeck.broker;
