/** The stack outputs, sources of diagnostics, and alerts that a component or a system declares. */
package io.quarterdeck.infra.foundation.declaration;
