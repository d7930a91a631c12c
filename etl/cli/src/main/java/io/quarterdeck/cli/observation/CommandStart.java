package io.quarterdeck.cli.observation;

import io.quarterdeck.contract.CorrelationId;
import java.util.List;

/**
 * What is known about a command before it runs.
 *
 * @param command the names of the command and its parents, without the program, as in {@code local
 *     start}
 * @param options the names of the given options, without their values, which can be secrets
 * @param correlation the id that all records of the command contain
 */
public record CommandStart(String command, List<String> options, CorrelationId correlation) {}
