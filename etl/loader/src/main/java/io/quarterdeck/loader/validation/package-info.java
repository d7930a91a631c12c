/**
 * Decides whether the header and the records of a file fit the dataset, and the reason of each
 * reject. The encoders in {@code loader.encode} decide for the types of the columns.
 */
package io.quarterdeck.loader.validation;
