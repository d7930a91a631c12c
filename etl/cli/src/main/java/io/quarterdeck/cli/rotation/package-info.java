/** The command that rotates the database password. */
package io.quarterdeck.cli.rotation;
