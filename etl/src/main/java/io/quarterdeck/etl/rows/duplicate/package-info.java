/** Counts duplicate rows in limited memory. */
package io.quarterdeck.etl.rows.duplicate;
