package io.quarterdeck.cli.upgrade;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.lang.module.ModuleDescriptor.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Compares this installation of Quarterdeck with the newest release. It changes nothing and
 * downloads only the index.
 *
 * @param files the files of this installation
 * @param version the version of this installation
 * @param revision its commit
 * @param java the feature release of the running Java
 */
record ToolCheck(InstalledFiles files, String version, String revision, int java) {
  private static final int SHOWN = 10;

  /** Returns the comparison of the files, of the version, and of Java. */
  List<Compatibility> of(Optional<ReleasePlace> place, Progress progress) {
    List<Compatibility> parts = new ArrayList<>();
    progress.phase("comparing the files");
    parts.add(filesPart());
    progress.phase("reading the newest release");
    parts.addAll(place.map(this::released).orElseGet(ToolCheck::withoutPlace));
    return parts;
  }

  private Compatibility filesPart() {
    Optional<List<String>> differences = files.differences();
    if (differences.isEmpty()) {
      return Compatibility.equal("files", "a checkout, whose files Git compares");
    }
    List<String> found = differences.get();
    if (found.isEmpty()) {
      return Compatibility.equal("files", "as released");
    }
    String shown = found.stream().limit(SHOWN).collect(Collectors.joining(", "));
    String more = found.size() > SHOWN ? " and %d more".formatted(found.size() - SHOWN) : "";
    return Compatibility.differs(
        "files",
        shown + more,
        "the files of the release",
        "Copy your settings and datasets to the new version when you upgrade. If you did not change"
            + " one of the files, unpack this version again.");
  }

  private List<Compatibility> released(ReleasePlace place) {
    ReleaseIndex index;
    try {
      index = place.index();
    } catch (Failure e) {
      return List.of(
          Compatibility.unknown(
              "version",
              e.getMessage(),
              "the newest release",
              "Check the folder or the URL of the releases."));
    }
    return List.of(versionPart(place, index), javaPart(index));
  }

  private Compatibility versionPart(ReleasePlace place, ReleaseIndex index) {
    String found = "%s, revision %s".formatted(version, revision);
    String newest = "%s, revision %s".formatted(index.version(), index.revision());
    int order;
    try {
      order = Version.parse(version).compareTo(Version.parse(index.version()));
    } catch (IllegalArgumentException e) {
      return Compatibility.unknown(
          "version", found, newest, "The versions cannot be compared: " + e.getMessage() + ".");
    }
    if (order > 0) {
      return Compatibility.equal("version", found + ", newer than the release " + index.version());
    }
    if (order == 0 && revision.equals(index.revision())) {
      return Compatibility.equal("version", found);
    }
    return Compatibility.differs("version", found, newest, upgrade(place, index));
  }

  private String upgrade(ReleasePlace place, ReleaseIndex index) {
    String choice =
        index.files().stream()
            .map(file -> "%s (SHA-256 %s)".formatted(place.in(file.name()), file.sha256()))
            .collect(Collectors.joining(", "));
    String state =
        files.containsState()
            ? " Move .quarterdeck to it, which contains the state of the local stack."
            : "";
    return "Download one of "
        + choice
        + ". Unpack it in another folder."
        + state
        + " Before you deploy, run its upgrade-check for each stack. docs/runbooks/upgrade.md has"
        + " the whole procedure.";
  }

  private Compatibility javaPart(ReleaseIndex index) {
    String found = "Java " + java;
    return java >= index.java()
        ? Compatibility.equal("java", found)
        : Compatibility.differs(
            "java",
            found,
            "Java %d or newer".formatted(index.java()),
            "Install it, or use the archive with a runtime.");
  }

  private static List<Compatibility> withoutPlace() {
    return List.of(
        Compatibility.unknown(
            "version",
            "no folder or URL of releases",
            "a folder or a URL",
            "Name it with --releases or QUARTERDECK_RELEASES."));
  }
}
