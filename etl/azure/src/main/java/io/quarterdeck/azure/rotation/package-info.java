/**
 * Creates the roles of the jobs and rotates their password. Two login roles alternate, so readers
 * are not refused. See docs/decisions/0060 and 0086.
 */
package io.quarterdeck.azure.rotation;
