/** The optional machines inside the network on which the pipeline runs. */
package io.quarterdeck.infra.foundation.agents;
