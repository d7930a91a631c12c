/**
 * From the bytes of a CSV file to binary COPY tuples: {@link io.quarterdeck.etl.rows.RowPipeline}
 * is the door. {@code source} says what a file is, {@code csv} finds records and fields, {@code
 * encode} checks and encodes values, {@code profile} describes them, {@code reject} keeps the lines
 * that do not fit.
 */
package io.quarterdeck.etl.rows;
