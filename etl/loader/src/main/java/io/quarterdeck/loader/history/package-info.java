/** The history of the Delta tables of a lake, and the plan of a rollback that follows from it. */
package io.quarterdeck.loader.history;
