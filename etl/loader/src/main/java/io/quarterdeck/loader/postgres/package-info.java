/**
 * Connections to PostgreSQL, statements, locks and the binary COPY format, and the messages for
 * errors of the server.
 */
package io.quarterdeck.loader.postgres;
