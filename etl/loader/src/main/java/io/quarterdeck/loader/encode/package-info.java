/**
 * Validates the values of a column and encodes them in PostgreSQL's binary format, with one encoder
 * for each column type.
 */
package io.quarterdeck.loader.encode;
