/**
 * Rotates the database's password without a moment in which a right reader is refused: two roles
 * take turns. See docs/decisions/0060.
 */
package io.quarterdeck.etl.rotation;
