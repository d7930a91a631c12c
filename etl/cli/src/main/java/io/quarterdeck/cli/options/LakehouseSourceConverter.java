package io.quarterdeck.cli.options;

import io.quarterdeck.contract.LakehouseSource;

/** Parses the name of a dataset of the lakehouse. */
public final class LakehouseSourceConverter extends NameConverter<LakehouseSource> {
  public LakehouseSourceConverter() {
    super(LakehouseSource.values(), LakehouseSource::dataset);
  }
}
