/** Connections to PostgreSQL, statements, and the messages for errors of the server. */
package io.quarterdeck.loader.postgres;
