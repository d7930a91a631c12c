/** The platform's managed identities and role assignments. */
package io.quarterdeck.infra.foundation.identity;
