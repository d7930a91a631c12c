package io.quarterdeck.loader.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counts and profiles from reading a file.
 *
 * @param read rows found
 * @param loaded rows that fit the dataset
 * @param rejected rows that do not fit; loaded + rejected = read
 * @param duplicates rows that equal an earlier row; empty if not counted
 * @param header the names in the file's header, in its order
 * @param columns the profile of each column, as JSON
 * @param rejectsFile the path of the rejects, if there are any
 */
public record LoadCounts(
    long read,
    long loaded,
    long rejected,
    OptionalLong duplicates,
    List<String> header,
    String columns,
    Optional<String> rejectsFile) {}
