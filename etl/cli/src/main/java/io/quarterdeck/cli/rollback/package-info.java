/** The command that shows readers the state before a load, or before a run of the lakehouse. */
package io.quarterdeck.cli.rollback;
