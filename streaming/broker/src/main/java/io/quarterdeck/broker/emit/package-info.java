/** Sends the events of the function to the broker, with planted faults. */
package io.quarterdeck.broker.emit;
