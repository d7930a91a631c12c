/** Reads the settings of stacks from the files of the Pulumi project. */
package io.quarterdeck.cli.settings;
