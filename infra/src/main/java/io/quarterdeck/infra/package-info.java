/**
 * The Pulumi program. It reads the stack's settings, creates the foundation and the enabled
 * systems, and exports what they declare as stack outputs. {@link io.quarterdeck.infra.App} is the
 * entry point.
 */
package io.quarterdeck.infra;
