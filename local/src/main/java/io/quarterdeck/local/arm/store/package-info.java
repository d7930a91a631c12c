/** The control plane: checks writes as Azure does, and stores the resources as files. */
package io.quarterdeck.local.arm.store;
