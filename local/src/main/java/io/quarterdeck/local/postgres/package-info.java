/** Installs and runs the PostgreSQL server of the local stack. */
package io.quarterdeck.local.postgres;
