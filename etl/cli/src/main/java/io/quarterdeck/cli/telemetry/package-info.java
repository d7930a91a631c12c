/**
 * Sends traces and metrics of commands with OpenTelemetry. The classes are loaded only if the
 * environment names an endpoint.
 */
package io.quarterdeck.cli.telemetry;
