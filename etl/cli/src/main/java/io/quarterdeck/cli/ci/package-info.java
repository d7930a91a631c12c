/**
 * Commands of the deployment pipeline. They report the changes of a Pulumi preview, refuse changes
 * that would delete data, and check drift, licences and retirements.
 */
package io.quarterdeck.cli.ci;
