/** The role assignments and custom roles among the resources of the subscription. */
package io.quarterdeck.local.arm.roles;
