/**
 * The batch system's part of the commands: the steps of {@code bootstrap} that load the file,
 * export the table and write the report.
 */
package io.quarterdeck.cli.batch;
