/** Generates completion scripts for shells from the model of the command line. */
package io.quarterdeck.cli.completion;
