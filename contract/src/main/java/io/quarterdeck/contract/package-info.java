/**
 * Definitions that several modules share: stack outputs, the names of the systems, the types of
 * resources that hold data, the jobs' main classes and flags, and environment variables. This
 * module has no dependencies.
 */
package io.quarterdeck.contract;
