/**
 * {@code new-dataset}: describes a CSV file as a dataset file, with the evidence of each guess.
 * Each guess is checked by reading the file as a load does.
 */
package io.quarterdeck.cli.newdataset;
