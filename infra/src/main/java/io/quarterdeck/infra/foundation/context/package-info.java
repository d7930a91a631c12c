/**
 * Classes that all components use: the signed-in account, names, tags, the protection of resources
 * that hold data, and the order of changes.
 */
package io.quarterdeck.infra.foundation.context;
