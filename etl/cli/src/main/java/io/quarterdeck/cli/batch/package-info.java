/**
 * The batch system's part of the commands: the steps of {@code bootstrap} that load the file and
 * export the table, and its part of the report.
 */
package io.quarterdeck.cli.batch;
