/**
 * The command line: {@link io.quarterdeck.cli.Quarterdeck} lists the commands, runs one and decides
 * its exit code. Each package contains related commands with their text and JSON output.
 */
package io.quarterdeck.cli;
