/**
 * The part of the expression language of Data Factory that the artefacts use (Microsoft Learn,
 * "Expressions and functions in Azure Data Factory and Azure Synapse Analytics"). All other
 * functions and forms are refused.
 */
package io.quarterdeck.local.datafactory.expression;
