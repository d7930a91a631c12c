package io.quarterdeck.jobs.blob;

import org.apache.hadoop.fs.Path;

/**
 * A file in a container.
 *
 * @param path where it is
 * @param modified when it came, in milliseconds since 1970
 */
public record BlobFile(Path path, long modified) {}
