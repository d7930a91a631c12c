package com.databricks.dbutils_v1;

/**
 * An entry of a folder.
 *
 * @param path the full path
 * @param name the name; ends with a slash if the entry is a folder
 * @param size the size in bytes
 * @param modificationTime milliseconds since 1970
 */
public record FileInfo(String path, String name, long size, long modificationTime) {}
