/**
 * The command {@code bootstrap}: opens the stack, then runs the steps of each system. Each step
 * skips work that is already done.
 */
package io.quarterdeck.cli.bootstrap;
