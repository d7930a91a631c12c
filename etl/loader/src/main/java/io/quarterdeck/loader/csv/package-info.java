/** Cuts CSV text into chunks of whole records, and finds the fields of each record. */
package io.quarterdeck.loader.csv;
