package io.quarterdeck.cli.ci;

import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.dataset.SourceDatasetFile;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The changes of all datasets of a folder.
 *
 * @param changes the changes of each dataset that changed, by its name
 */
record DatasetReview(SortedMap<String, ContractChanges> changes) {
  /**
   * Compares two folders of dataset files.
   *
   * @param before the folder of the main branch. If it does not exist, all datasets are new
   * @param after the folder of the change
   * @throws Failure if a file cannot be read, or the second folder does not exist
   */
  static DatasetReview of(Path before, Path after) {
    if (!Files.isDirectory(after)) {
      throw Failure.of(
          "Cannot review the datasets: found no folder %s; expected the dataset files. Run this in"
              + " the root of the checkout, or name the folder with --datasets.",
          after);
    }
    List<String> old = DatasetFile.names(before);
    List<String> now = DatasetFile.names(after);
    SortedMap<String, ContractChanges> changes = new TreeMap<>();
    Set<String> names = new TreeSet<>(old);
    names.addAll(now);
    for (String name : names) {
      if (!now.contains(name)) {
        changes.put(name, new ContractChanges(List.of("removed the dataset"), List.of()));
      } else if (!old.contains(name)) {
        contract(after, name);
        changes.put(name, new ContractChanges(List.of(), List.of("added the dataset")));
      } else {
        changes.put(name, ContractChanges.between(contract(before, name), contract(after, name)));
      }
    }
    changes.values().removeIf(each -> each.breaking().isEmpty() && each.compatible().isEmpty());
    return new DatasetReview(changes);
  }

  private static DatasetContract contract(Path folder, String name) {
    return DatasetContract.of(SourceDatasetFile.read(folder.resolve(name + ".yaml")));
  }

  /** Returns the changes as Markdown. */
  String report() {
    StringBuilder text = new StringBuilder("## What this change does to the datasets\n\n");
    if (changes.isEmpty()) {
      return text.append("No dataset changes.\n").toString();
    }
    changes.forEach(
        (name, each) -> {
          each.breaking().forEach(change -> text.append(line(name, "**breaking:** " + change)));
          each.compatible().forEach(change -> text.append(line(name, change)));
        });
    return text.toString();
  }

  private static String line(String name, String change) {
    return "- `" + name + "`: " + change + "\n";
  }

  /**
   * Refuses breaking changes.
   *
   * @throws Failure with all breaking changes
   */
  void check() {
    List<String> breaking = new ArrayList<>();
    changes.forEach(
        (name, each) -> each.breaking().forEach(change -> breaking.add(name + ": " + change)));
    if (!breaking.isEmpty()) {
      throw Failure.of(
          "Cannot accept the change of the datasets: found breaking changes (%s); expected changes"
              + " that earlier writers and readers accept, such as an added optional field. Add a"
              + " dataset with a new name, move writers and readers to it, and then remove this"
              + " one.",
          String.join("; ", breaking));
    }
  }
}
