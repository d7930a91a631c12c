/** What commands do for the lakehouse system: the checks of {@code doctor}. */
package io.quarterdeck.cli.lakehouse;
