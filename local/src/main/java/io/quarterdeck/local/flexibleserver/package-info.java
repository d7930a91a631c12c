/**
 * Emulates the sign-in of Azure Database for PostgreSQL: a proxy before the real server checks
 * Entra tokens. Connections with passwords pass through it.
 */
package io.quarterdeck.local.flexibleserver;
