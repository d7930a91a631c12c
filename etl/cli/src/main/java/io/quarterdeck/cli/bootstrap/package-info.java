/**
 * The command {@code bootstrap}: opens the stack, then runs the steps of each system. Each step
 * does only what is missing.
 */
package io.quarterdeck.cli.bootstrap;
