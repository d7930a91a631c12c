/** Log Analytics, diagnostic settings, metric alerts and the monthly budget. */
package io.quarterdeck.infra.foundation.monitoring;
