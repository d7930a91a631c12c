/** Runs other programs, and locks files against other processes. */
package io.quarterdeck.local.process;
