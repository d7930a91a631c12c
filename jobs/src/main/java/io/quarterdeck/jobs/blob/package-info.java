/** The files of the storage account, as a job's driver reaches them: by Hadoop or by Databricks. */
package io.quarterdeck.jobs.blob;
