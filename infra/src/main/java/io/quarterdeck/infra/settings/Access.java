package io.quarterdeck.infra.settings;

import java.util.List;

/**
 * Network access to the platform's data.
 *
 * @param allowed the external networks that have access; empty in private mode
 */
public record Access(AccessMode mode, List<Cidr> allowed) {
  public boolean isPublic() {
    return switch (mode) {
      case PUBLIC -> true;
      case PRIVATE -> false;
    };
  }

  static Access read(Fields fields, SettingsProblems problems) {
    AccessMode mode = fields.choice("accessMode", AccessMode.PRIVATE, AccessMode::settingName);
    List<String> texts = fields.list("allowedCidrs");
    texts.stream()
        .filter(text -> Cidr.parse(text).filter(cidr -> cidr.prefix() >= 8).isEmpty())
        .forEach(
            text ->
                problems.addToList(
                    "allowedCidrs",
                    Fields.quote(text),
                    "IPv4 networks of prefix /8 or longer",
                    "203.0.113.0/24"));
    return new Access(mode, texts.stream().flatMap(text -> Cidr.parse(text).stream()).toList());
  }
}
