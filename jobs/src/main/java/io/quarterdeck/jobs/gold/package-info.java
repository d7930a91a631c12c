/** The tables of the lakehouse that readers use, computed from silver. */
package io.quarterdeck.jobs.gold;
