/**
 * Runs the steps of bootstrap: stack, file, load, export and report. Each step does only what is
 * missing.
 */
package io.quarterdeck.cli.bootstrap;
