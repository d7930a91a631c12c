/**
 * Rotates the database password. Two login roles alternate, so readers are not refused. See
 * docs/decisions/0060.
 */
package io.quarterdeck.cli.rotation;
