/**
 * Loads a file into a dataset's table and publishes it in one transaction. Also checks files, adds
 * repaired rejects and rolls loads back.
 */
package io.quarterdeck.loader.load;
