/**
 * The Pulumi program: settings become components, components become the stack's outputs. {@link
 * io.quarterdeck.infra.App} is its front door.
 */
package io.quarterdeck.infra;
