/** Emulates Azure Resource Manager: the resources, as the control plane stores them. */
package io.quarterdeck.local.arm;
