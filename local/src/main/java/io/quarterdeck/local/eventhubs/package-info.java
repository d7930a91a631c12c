/** Event Hubs of the local stack: the process of the Kafka broker. */
package io.quarterdeck.local.eventhubs;
