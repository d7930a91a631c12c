/**
 * What a component or a system declares besides its resources: stack outputs, sources of
 * diagnostics, and alerts.
 */
package io.quarterdeck.infra.foundation.declaration;
