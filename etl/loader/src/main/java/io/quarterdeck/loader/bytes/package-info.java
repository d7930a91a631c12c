/** Numbers and UTF-8 in byte arrays, and the messages for errors of the operating system. */
package io.quarterdeck.loader.bytes;
