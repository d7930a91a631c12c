package io.quarterdeck.loader.history;

import java.util.List;
import java.util.Optional;

/** Reads small text files of a lake. Each method fails if the storage account refuses. */
public interface LakeText {
  /** Returns the names of the files under a folder, without their folders. */
  List<String> list(String folder);

  /** Reads a file, if it exists. */
  Optional<String> text(String path);
}
