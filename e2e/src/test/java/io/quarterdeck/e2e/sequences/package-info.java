/**
 * The model-based test of docs/file-states.md: random sequences of commands against real servers,
 * each step compared with a model that was written from that page.
 */
package io.quarterdeck.e2e.sequences;
