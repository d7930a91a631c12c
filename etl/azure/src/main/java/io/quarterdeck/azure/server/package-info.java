/**
 * Prepares a stack's PostgreSQL server: restarts it if a static parameter has changed, and creates
 * the extensions of its database.
 */
package io.quarterdeck.azure.server;
