/**
 * Commands of the deployment pipeline. They report the changes of a Pulumi preview, refuse changes
 * that would delete data, and check drift and licences.
 */
package io.quarterdeck.cli.ci;
