/**
 * Emulates the azure-native provider for Pulumi's engine: check, diff, create, read, update and
 * delete.
 */
package io.quarterdeck.local.arm.provider;
