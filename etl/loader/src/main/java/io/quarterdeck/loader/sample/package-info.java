/** Generated rows of the source tables of the lakehouse, for the local stack and for tests. */
package io.quarterdeck.loader.sample;
