/**
 * The lakehouse system copies tables and files with Data Factory, and stores them as Delta tables.
 * The pipelines are in the folder {@code lakehouse/adf} of the repository. This package declares
 * the data factory and the container for the tables.
 */
package io.quarterdeck.infra.lakehouse;
