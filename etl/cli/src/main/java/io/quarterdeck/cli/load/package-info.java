/** The commands that load files, check them, list loads and roll them back. */
package io.quarterdeck.cli.load;
