/**
 * Rotates the database password without refusing readers: two login roles alternate. See
 * docs/decisions/0060.
 */
package io.quarterdeck.cli.rotation;
