package io.quarterdeck.cli.options;

import io.quarterdeck.contract.RebuildSource;

/** Parses what silver is rebuilt from. */
public final class RebuildSourceConverter extends NameConverter<RebuildSource> {
  public RebuildSourceConverter() {
    super(RebuildSource.values(), RebuildSource::text);
  }
}
