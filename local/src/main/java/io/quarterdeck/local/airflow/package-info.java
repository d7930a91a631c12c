/** The real Airflow on the local stack. */
package io.quarterdeck.local.airflow;
