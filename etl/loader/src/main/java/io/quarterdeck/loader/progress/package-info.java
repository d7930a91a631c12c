/** How a step reports its progress, and whether the process is ending. */
package io.quarterdeck.loader.progress;
