/**
 * The command line: one class for each command, with its text and JSON output, and the options that
 * commands share.
 */
package io.quarterdeck.cli;
