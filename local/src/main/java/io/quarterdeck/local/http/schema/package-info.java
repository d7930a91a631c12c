/**
 * Validates requests to the emulators and inputs of resources against shapes. {@link
 * io.quarterdeck.local.http.schema.ShapeErrors} reports the errors with the messages of each API.
 */
package io.quarterdeck.local.http.schema;
