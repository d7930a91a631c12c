package io.quarterdeck.etl.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What reading a file gave.
 *
 * @param read rows found
 * @param loaded rows that fit the dataset
 * @param rejected rows that did not; loaded + rejected = read
 * @param duplicates whole rows that had been there before; empty when not counted
 * @param header the names in the file's header, in its order
 * @param columns the profile of each column, as JSON
 * @param rejectsFile where the rejects are, if there are any
 */
public record LoadCounts(
    long read,
    long loaded,
    long rejected,
    OptionalLong duplicates,
    List<String> header,
    String columns,
    Optional<String> rejectsFile) {}
