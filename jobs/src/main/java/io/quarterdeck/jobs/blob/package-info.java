/** Access from a job's driver to files in the storage account, through Hadoop or Databricks. */
package io.quarterdeck.jobs.blob;
