package io.quarterdeck.jobs.blob;

import org.apache.hadoop.fs.Path;

/**
 * A file in a container.
 *
 * @param path the file's path
 * @param modified the last modification time, in milliseconds since 1970
 */
public record BlobFile(Path path, long modified) {}
