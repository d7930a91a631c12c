/** Holds an environment against this version of Quarterdeck; changes nothing. */
package io.quarterdeck.etl.upgrade;
