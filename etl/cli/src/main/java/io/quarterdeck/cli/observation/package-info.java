/**
 * Observes commands for programs: a log as JSON lines, and traces and metrics. Every observer sees
 * the same events as the terminal.
 */
package io.quarterdeck.cli.observation;
