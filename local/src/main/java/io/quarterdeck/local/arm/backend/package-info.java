/**
 * The real servers for resources of the environment {@code local}: PostgreSQL, Azurite and the
 * Databricks emulator.
 */
package io.quarterdeck.local.arm.backend;
