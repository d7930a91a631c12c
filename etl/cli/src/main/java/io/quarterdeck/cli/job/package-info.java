/** The commands that register the dataset's job, run it, list its runs, and cancel them. */
package io.quarterdeck.cli.job;
