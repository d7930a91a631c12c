/**
 * Stores and moves files in Blob Storage: the landing container, quarantine, and the manifests of
 * exports.
 */
package io.quarterdeck.azure.blob;
