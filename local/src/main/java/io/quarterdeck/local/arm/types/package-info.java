/**
 * The schema of the resource types, read from the azure-native SDK, and the conversion of inputs
 * and answers.
 */
package io.quarterdeck.local.arm.types;
