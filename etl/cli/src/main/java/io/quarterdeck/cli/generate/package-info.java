/** The command {@code generate}, which writes the reference file. */
package io.quarterdeck.cli.generate;
