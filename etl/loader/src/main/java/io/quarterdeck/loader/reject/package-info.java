/** Rejects: the records that do not fit a dataset, with their reasons, limits and files. */
package io.quarterdeck.loader.reject;
