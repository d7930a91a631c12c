/** The publication of pipelines to the data factory of a system, and the checks of a factory. */
package io.quarterdeck.cli.factory;
