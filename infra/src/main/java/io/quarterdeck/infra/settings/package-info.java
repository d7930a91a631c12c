/**
 * The settings of a stack. They are read once, validated together, and reported with all problems
 * at once.
 */
package io.quarterdeck.infra.settings;
