/** The commands that export a table, and that point readers to an earlier export. */
package io.quarterdeck.cli.export;
