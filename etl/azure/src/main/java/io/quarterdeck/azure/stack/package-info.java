/**
 * Describes an opened stack: its PostgreSQL database, its Blob account and its job runner. Has no
 * dependency on Azure's libraries.
 */
package io.quarterdeck.azure.stack;
