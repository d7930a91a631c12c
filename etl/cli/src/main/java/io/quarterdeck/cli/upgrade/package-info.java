/** Compares an environment with this version of Quarterdeck. Changes nothing. */
package io.quarterdeck.cli.upgrade;
