package io.quarterdeck.cli.options;

import io.quarterdeck.contract.LakehouseJob;

/** Parses the short name of a job of the lakehouse. */
public final class LakehouseJobConverter extends NameConverter<LakehouseJob> {
  public LakehouseJobConverter() {
    super(LakehouseJob.values(), LakehouseJob::shortName);
  }
}
