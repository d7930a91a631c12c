/**
 * Reads CSV files and encodes them as binary COPY tuples. The entry point is {@link
 * io.quarterdeck.loader.rows.RowPipeline}.
 */
package io.quarterdeck.loader.rows;
