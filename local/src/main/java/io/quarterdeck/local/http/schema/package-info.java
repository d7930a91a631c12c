/**
 * Validates values against shapes: requests of the emulators, and inputs of resources. {@link
 * io.quarterdeck.local.http.schema.ShapeErrors} words the errors of each API.
 */
package io.quarterdeck.local.http.schema;
