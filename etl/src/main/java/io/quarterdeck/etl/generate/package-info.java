/** The reference file: made up, and the same bytes for the same seed on every machine. */
package io.quarterdeck.etl.generate;
