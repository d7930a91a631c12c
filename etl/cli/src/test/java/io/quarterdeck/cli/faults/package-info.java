/**
 * Interrupts loads and repairs at random, and checks that readers never see a mixture of rows and
 * that no row is lost.
 */
package io.quarterdeck.cli.faults;
