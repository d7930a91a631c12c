/**
 * The resources that every system requires, and {@link
 * io.quarterdeck.infra.foundation.PlatformSystem}, the interface with which a system extends them.
 */
package io.quarterdeck.infra.foundation;
