/** Checks the security rules of docs/security.md on the resources of each stack. */
package io.quarterdeck.infra.security;
