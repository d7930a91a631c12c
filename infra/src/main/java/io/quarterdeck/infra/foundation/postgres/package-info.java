/** PostgreSQL flexible server with its database, parameters, administrators and firewall rules. */
package io.quarterdeck.infra.foundation.postgres;
