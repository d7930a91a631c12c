package io.quarterdeck.e2e.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The page of the settings of the Pulumi program, from the files that declare and set them. */
final class SettingReference {
  private static final String PREFIX = "quarterdeck:";

  private SettingReference() {}

  static ReferencePage page() throws IOException {
    ReferencePage page =
        new ReferencePage(
            "settings",
            "Settings",
            "The settings of the Pulumi program, which `Pulumi.yaml` declares. Set one with `pulumi"
                + " config set quarterdeck:NAME VALUE --stack STACK`. The columns *dev* and *prod*"
                + " show the values of the two stacks in the repository where they differ from the"
                + " default. [azure.md](../azure.md#change-an-environment) lists the settings whose"
                + " change replaces resources.");
    Map<?, ?> dev = config("Pulumi.dev.yaml");
    Map<?, ?> prod = config("Pulumi.prod.yaml");
    List<List<String>> rows = new ArrayList<>();
    config("Pulumi.yaml")
        .forEach(
            (name, declaration) -> {
              Map<?, ?> declared = (Map<?, ?>) declaration;
              rows.add(
                  List.of(
                      ReferencePage.literal(name.toString()),
                      value(declared.get("default")),
                      value(dev.get(PREFIX + name)),
                      value(prod.get(PREFIX + name)),
                      ReferencePage.escaped(declared.get("description").toString())));
            });
    page.table(List.of("setting", "default", "dev", "prod", "meaning"), rows);
    return page;
  }

  private static Map<?, ?> config(String file) throws IOException {
    Map<?, ?> content =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(ReferencePage.ROOT.resolve(file)));
    return (Map<?, ?>) content.get("config");
  }

  private static String value(Object value) {
    return value == null ? "" : ReferencePage.literal(value.toString());
  }
}
