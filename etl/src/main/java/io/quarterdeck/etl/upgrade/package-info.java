/** Compares an environment with this version of Quarterdeck. Changes nothing. */
package io.quarterdeck.etl.upgrade;
