package io.quarterdeck.loader.dataset;

/** A dataset that fills tables of the lake: a stream of events, or files of days. */
public sealed interface SourceDataset permits EventDataset, LakeDataset {
  /** Returns the name, which is part of the paths in the lake. */
  String name();
}
