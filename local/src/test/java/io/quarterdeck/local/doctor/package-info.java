/** Tests that the advice of doctor repairs a broken local stack. */
package io.quarterdeck.local.doctor;
