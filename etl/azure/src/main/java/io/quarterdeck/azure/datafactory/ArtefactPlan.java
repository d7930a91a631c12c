package io.quarterdeck.azure.datafactory;

import io.quarterdeck.azure.databricks.job.Difference;
import io.quarterdeck.azure.datafactory.PublishedRecords.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * What a publication does with one artefact.
 *
 * @param wish the artefact in Git
 * @param live the artefact in the factory, if there is one
 * @param differences the fields that differ
 */
record ArtefactPlan(Artefact wish, Optional<Artefact> live, List<Difference> differences) {
  /**
   * Compares an artefact with the factory, as the registration of jobs does: a default that the
   * service added is no difference, and a manual edit can be told from a change of the file.
   */
  static ArtefactPlan of(Artefact wish, Optional<Artefact> live, Optional<Published> before) {
    SortedMap<String, String> wished = wish.fields();
    List<Difference> differences = new ArrayList<>();
    if (live.isPresent()) {
      SortedMap<String, String> found = live.get().fields();
      TreeSet<String> paths = new TreeSet<>(wished.keySet());
      paths.addAll(found.keySet());
      for (String path : paths) {
        String now = wished.get(path);
        boolean isSame = before.isPresent() && Objects.equals(now, before.get().wished().get(path));
        String wanted = isSame ? before.get().given().get(path) : now;
        if (!Objects.equals(found.get(path), wanted)) {
          boolean isDrift =
              before.isPresent()
                  && !Objects.equals(found.get(path), before.get().given().get(path));
          differences.add(
              new Difference(
                  path,
                  Optional.ofNullable(found.get(path)),
                  Optional.ofNullable(wanted),
                  isDrift ? Difference.Origin.DRIFT : Difference.Origin.DEFINITION));
        }
      }
    }
    return new ArtefactPlan(wish, live, differences);
  }

  boolean isChange() {
    return live.isEmpty() || !differences.isEmpty();
  }

  boolean hasDrift() {
    return differences.stream().anyMatch(each -> each.origin() == Difference.Origin.DRIFT);
  }
}
