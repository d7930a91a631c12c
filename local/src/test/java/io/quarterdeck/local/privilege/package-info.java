/** Removes one right after the other, and shows which documented step needs it. */
package io.quarterdeck.local.privilege;
