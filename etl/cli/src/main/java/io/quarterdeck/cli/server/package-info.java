/** The command {@code prepare-server}: restarts PostgreSQL if necessary, and creates extensions. */
package io.quarterdeck.cli.server;
