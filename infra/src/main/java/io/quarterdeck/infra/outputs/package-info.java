/** The stack's outputs, which are the contract between the infrastructure and the ETL. */
package io.quarterdeck.infra.outputs;
