/**
 * The requests that write resources, from the endpoint of Resource Manager and from the emulated
 * provider: checks their content against the published shapes, and passes them to the store.
 */
package io.quarterdeck.local.arm.requests;
