/**
 * Reads CSV files and encodes them as binary COPY tuples. The entry point is {@link
 * io.quarterdeck.etl.rows.RowPipeline}.
 */
package io.quarterdeck.etl.rows;
