/** Prints the results, errors and progress of commands to a terminal, a log or as JSON. */
package io.quarterdeck.cli.terminal;
