package io.quarterdeck.cli.report;

import io.quarterdeck.azure.prices.MonthlyCost;
import io.quarterdeck.azure.prices.Price;
import io.quarterdeck.cli.report.PlatformData.Portal;
import io.quarterdeck.cli.report.PlatformData.Resource;
import io.quarterdeck.cli.report.PlatformData.Resources;
import io.quarterdeck.cli.report.Table.Entry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Creates the part of the report about the platform. */
final class PlatformPart {
  private PlatformPart() {}

  static ReportPage.Part of(PlatformData data) {
    List<Section> sections = new ArrayList<>();
    if (!data.missing().isEmpty()) {
      sections.add(new Section("Systems without results", missing(data.missing())));
    }
    if (!data.steps().isEmpty()) {
      sections.add(new Section("Timings of the bootstrap", TimingSection.html(data.steps())));
    }
    sections.add(new Section("Resources", resources(data.resources())));
    sections.add(new Section("Cost of a month", cost(data)));
    sections.add(new Section("Next steps", next(data.next())));
    return new ReportPage.Part(
        "Platform", "Stack %s in %s".formatted(data.environment(), data.region()), sections);
  }

  private static String missing(List<String> missing) {
    StringBuilder list = new StringBuilder("<ul>");
    missing.forEach(why -> list.append("<li>").append(Text.escape(why)).append(".</li>"));
    return list.append("</ul>").toString();
  }

  private static String resources(Resources resources) {
    String note =
        resources
            .unlisted()
            .map(
                why ->
                    "<p class='notice'>%s</p>"
                        .formatted(
                            Text.escape(
                                "The resources cannot be listed: "
                                    + why
                                    + ". These are the ones in the stack outputs.")))
            .orElse("");
    if (resources.portal() instanceof Portal.None) {
      note +=
          "<p class='note'>The resources are emulated on this machine. The portal does not show them.</p>";
    }
    return note
        + Table.html(
            "Resources of the resource group",
            List.of(
                Entry.text("Name"), Entry.text("Type"), Entry.text("Location"), Entry.text("Id")),
            resources.resources().stream().map(each -> row(each, resources.portal())).toList());
  }

  private static List<Entry> row(Resource resource, Portal portal) {
    Entry name =
        portal instanceof Portal.Public azure
            ? Entry.link(resource.name(), azure.address(resource.id()))
            : Entry.text(resource.name());
    return List.of(
        name,
        Entry.text(resource.type()),
        Entry.text(resource.location()),
        Entry.code(resource.id()));
  }

  private static String cost(PlatformData data) {
    MonthlyCost cost = data.cost();
    if (cost.items().isEmpty()) {
      return "<p>The local stack costs nothing: its services run on this machine. To see the cost of an environment on Azure, use <code>--stack dev</code>, or read docs/azure.md.</p>";
    }
    List<List<Entry>> rows = new ArrayList<>();
    cost.items().forEach(item -> rows.add(row(item)));
    rows.add(
        List.of(
            Entry.text("Sum of the priced parts"),
            Entry.text(""),
            Entry.text(""),
            Entry.text(""),
            Entry.number(Figures.exact(cost.sum()))));
    return "<p>An estimate from list prices, without discounts and tax. The quantities are those of the stack as this project defines it, and the assumptions of docs/azure.md. They are not measured. The runs of the jobs, agents and a VPN are not included.</p>"
        + Table.withTotals(
            "Estimated cost of a month, in US dollars",
            List.of(
                Entry.text("Part"),
                Entry.text("Quantity"),
                Entry.number("Price of a unit"),
                Entry.text("Region of the price"),
                Entry.number("Cost")),
            rows);
  }

  private static List<Entry> row(MonthlyCost.Item item) {
    return List.of(
        Entry.text(item.part()),
        Entry.text(item.quantity()),
        Entry.number(
            item.price().flatMap(Price::amount).map(BigDecimal::toPlainString).orElse("–")),
        Entry.text(
            item.price()
                .map(price -> price.amount().isPresent() ? price.region() : "not priced")
                .orElse("not priced")),
        Entry.number(item.amount().map(Figures::exact).orElse("–")));
  }

  private static String next(List<PlatformData.Command> commands) {
    return Table.facts(
        "Commands to try next",
        commands.stream()
            .map(each -> List.of(Entry.code(each.command()), Entry.text(each.what())))
            .toList());
  }
}
