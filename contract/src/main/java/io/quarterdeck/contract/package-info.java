/**
 * What the modules agree on, each item defined once: stack outputs, the names of the systems, the
 * jobs' main classes and flags, and environment variables. This module has no dependencies.
 */
package io.quarterdeck.contract;
