/** The settings and JVM options of local Spark. */
package io.quarterdeck.local.spark;
