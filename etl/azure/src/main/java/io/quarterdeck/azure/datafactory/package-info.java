/**
 * Publishes the artefacts in lakehouse/adf to a data factory, and starts and follows its pipelines.
 */
package io.quarterdeck.azure.datafactory;
