/** Azure RBAC: built-in roles, conditions, and what role assignments allow a principal to do. */
package io.quarterdeck.local.authorization;
