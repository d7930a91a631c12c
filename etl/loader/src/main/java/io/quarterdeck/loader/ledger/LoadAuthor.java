package io.quarterdeck.loader.ledger;

import io.quarterdeck.contract.CorrelationId;

/**
 * Who loads, for the ledger.
 *
 * @param who the user and the machine, or the run of the job
 * @param correlation the id of the command or of the run
 */
public record LoadAuthor(String who, CorrelationId correlation) {}
