/**
 * The local stack: starts PostgreSQL, Azurite and the emulators of Azure services, and stores their
 * ports, credentials and data.
 */
package io.quarterdeck.local;
