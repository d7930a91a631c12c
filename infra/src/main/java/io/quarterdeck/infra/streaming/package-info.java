/**
 * The streaming system receives events with Event Hubs and stores them as Delta tables. This
 * package declares the namespace with its hub, the function app that sends events, the data factory
 * that copies stores and products, and the container for the tables.
 */
package io.quarterdeck.infra.streaming;
