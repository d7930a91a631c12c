/**
 * Checks from this machine whether a stack works, and reports what to do about failures. Changes
 * nothing.
 */
package io.quarterdeck.cli.doctor;
