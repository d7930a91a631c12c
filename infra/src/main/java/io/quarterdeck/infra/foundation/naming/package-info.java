/** The names of Azure resources. */
package io.quarterdeck.infra.foundation.naming;
