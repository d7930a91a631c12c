/** The commands that register the quarterly job, run it, list its runs, and cancel them. */
package io.quarterdeck.cli.job;
