/**
 * Datasets: the columns, types and settings of a kind of file. {@link
 * io.quarterdeck.loader.dataset.DatasetFile} parses and validates dataset files.
 */
package io.quarterdeck.loader.dataset;
