/** The list prices of Azure that estimates use, with the source and the date of each. */
package io.quarterdeck.azure.prices;
