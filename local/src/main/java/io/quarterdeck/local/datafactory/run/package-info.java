/** The runs of pipelines: their order, retries, timeouts, history and reruns. */
package io.quarterdeck.local.datafactory.run;
