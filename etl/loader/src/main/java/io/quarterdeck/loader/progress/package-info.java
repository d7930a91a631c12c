/** Reports the progress of a step, and whether the process is ending. */
package io.quarterdeck.loader.progress;
