/** The data factory of a system: its network, its roles, its alerts and its Git repository. */
package io.quarterdeck.infra.foundation.factory;
