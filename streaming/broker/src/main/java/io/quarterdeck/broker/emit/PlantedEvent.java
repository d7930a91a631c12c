package io.quarterdeck.broker.emit;

/**
 * An event to send.
 *
 * @param key the partition key
 * @param value the event, which may not be JSON
 */
record PlantedEvent(String key, String value) {}
