/**
 * What all components share: the signed-in account, names, tags, and the protection of resources
 * that hold data.
 */
package io.quarterdeck.infra.foundation.context;
