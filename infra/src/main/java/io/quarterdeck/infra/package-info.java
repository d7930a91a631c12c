/**
 * The Pulumi program. It reads the stack's settings, declares the platform's components, and
 * exports their values as stack outputs. {@link io.quarterdeck.infra.App} is the entry point.
 */
package io.quarterdeck.infra;
