/** Publishes the SQL of the lakehouse in the serverless SQL pool of Synapse. */
package io.quarterdeck.azure.synapse;
