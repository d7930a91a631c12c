/** The Azure Function that sends generated retail orders to Event Hubs. */
package io.quarterdeck.function;
