/** Determines the type of a file and the format of its bytes before its rows are read. */
package io.quarterdeck.loader.source;
