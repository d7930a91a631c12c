/**
 * The resources that every system requires, and {@link
 * io.quarterdeck.infra.foundation.PlatformSystem}, the interface that each system implements.
 */
package io.quarterdeck.infra.foundation;
