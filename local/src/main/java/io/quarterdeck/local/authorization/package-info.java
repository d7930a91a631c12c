/** Azure RBAC on the local stack: role definitions, role assignments, and what they allow. */
package io.quarterdeck.local.authorization;
