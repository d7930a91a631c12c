/** Tests the check before an upgrade on a real local stack. */
package io.quarterdeck.local.upgrade;
