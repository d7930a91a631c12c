package com.databricks.dbutils_v1;

/**
 * An entry of a folder.
 *
 * @param path its whole path
 * @param name its name, with a slash at the end when it is a folder
 * @param size its bytes
 * @param modificationTime milliseconds since 1970
 */
public record FileInfo(String path, String name, long size, long modificationTime) {}
