/** Checks each resource's request against Microsoft's models of the Azure APIs. */
package io.quarterdeck.infra.models;
