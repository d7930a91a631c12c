/** The customer-managed keys, and the identities with which services use them. */
package io.quarterdeck.infra.foundation.encryption;
