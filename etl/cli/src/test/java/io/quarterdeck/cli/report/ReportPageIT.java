package io.quarterdeck.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens the report in Chromium. With {@code -Dreport.pictures=FOLDER}, it writes pictures. */
@ExtendWith(NeedsChromium.class)
class ReportPageIT {
  private static final String EVIL = "<script>document.title='run'</script>";
  private static final int WIDE = 1280;

  @TempDir private static Path folder;
  private static Chromium browser;
  private static Path page;

  @BeforeAll
  static void open() throws Exception {
    page = folder.resolve("report.html");
    Files.writeString(page, SampleReport.page(EVIL).html());
    browser = new Chromium(folder.resolve("profile"));
    browser.show("light", WIDE, 900);
    browser.open(page.toUri());
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void nothingFailedAndNothingWasRequested() {
    assertThat(browser.errors()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(address -> address.equals(page.toUri().toString()) || address.equals("data:,"));
  }

  @Test
  void eachChartIsDrawn() {
    assertThat(browser.eval("document.querySelectorAll('[data-chart]').length").asInt())
        .isEqualTo(7);
    assertThat(
            browser
                .eval(
                    """
                    [...document.querySelectorAll('[data-chart]')].filter((box) => {
                      const canvas = box.querySelector('canvas');
                      if (!canvas) return true;
                      const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                      const colors = new Set();
                      for (let i = 0; i < pixels.length; i += 4)
                        if (pixels[i + 3] === 255) colors.add(pixels[i] + ',' + pixels[i + 1] + ',' + pixels[i + 2]);
                      return !colors.has('0,114,178');
                    }).map((box) => box.id)
                    """)
                .toString())
        .as("charts without the colour of their first series")
        .isEqualTo("[]");
  }

  @Test
  void aTooltipShowsTheExactFigures() {
    browser.hover("#chart .u-over");
    browser.await("!document.querySelector('#chart .tip').hidden");

    assertThat(browser.eval("document.querySelector('#chart .tip').innerText").asText())
        .contains("2022 Q2", "RETAIL", "22,600,000,000", "Total", "149,100,000,000");
  }

  @Test
  void theArrowKeysMoveThroughAChart() {
    assertThat(
            browser
                .eval(
                    """
                    (() => {
                      const box = document.querySelector('#change');
                      box.focus();
                      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft'])
                        box.dispatchEvent(new KeyboardEvent('keydown', {key, cancelable: true}));
                      return box.querySelector('.tip').innerText;
                    })()
                    """)
                .asText())
        .contains("2022 Q2", "7,800,000,000");
  }

  @Test
  void tablesAreSortedByNumbersAndByTextsInBothDirections() {
    assertThat(sorted("Loads, the newest first", 6)).startsWith("0", "0").endsWith("12", "1,200");
    assertThat(sorted("Loads, the newest first", 6)).startsWith("1,200", "12");
    assertThat(sorted("Loads, the newest first", 1)).startsWith("failed", "published");
    assertThat(sorted("When each step began, and how long it took", 3))
        .startsWith("0.70 s", "2.80 s")
        .endsWith("17.50 s", "25.20 s");
    assertThat(
            browser
                .eval(
                    table("When each step began, and how long it took")
                        + ".querySelector('[aria-sort]').getAttribute('aria-sort')")
                .asText())
        .isEqualTo("ascending");
  }

  @Test
  void aTotalStaysBelowTheSortedRows() {
    sorted("Sum of value by period and domain", 0);
    assertThat(
            browser.eval(table("Sum of value by period and domain") + ".tFoot.innerText").asText())
        .startsWith("Total");
  }

  @Test
  void aTableIsFilteredByWords() {
    String input =
        "document.querySelector(\"[aria-label='Filter the table Loads, the newest first']\")";
    assertThat(filtered(input, "FAILED -7")).containsExactly("7");
    assertThat(browser.eval(input + ".parentElement.querySelector('output').value").asText())
        .isEqualTo("1 of 12 rows");
    assertThat(filtered(input, "")).hasSize(12);
  }

  @Test
  void aNameThatIsAScriptStaysText() {
    assertThat(browser.eval("document.title").asText()).isEqualTo("Quarterdeck report: local");
    assertThat(browser.eval("document.querySelector('#part1-title').innerText").asText())
        .isEqualTo("Batch: " + EVIL);
    assertThat(browser.eval("document.scripts.length").asInt()).isOne();
    assertThat(browser.eval("document.querySelector('main').innerText").asText())
        .contains("Load 12 of " + EVIL + ".csv", "31-02-2022," + EVIL + ",Goa");
  }

  @Test
  void aResourceIsALinkIntoThePortal() {
    assertThat(browser.eval("document.querySelector('a[href^=https]').href").asText())
        .isEqualTo(
            "https://portal.azure.com/#@9b2d3a5e-0000-4000-8000-000000000001/resource/subscriptions"
                + "/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/lake");
    assertThat(browser.eval("document.querySelector('main').innerText").asText())
        .contains("214.35", "westeurope");
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 360", "dark, 360"})
  void axeFindsNoViolation(String scheme, int width) throws Exception {
    browser.show(scheme, width, 900);
    browser.await(
        "[...document.querySelectorAll('.chart')].every((box) => box.drawnWidth === box.clientWidth)");
    try (InputStream axe = ReportPageIT.class.getResourceAsStream("/axe.min.js")) {
      browser.eval(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; 0");
    }
    JsonNode result =
        browser.eval(
            "axe.run().then((found) => ({rules: found.passes.length, violations: found.violations.map("
                + "(each) => each.id + ': ' + each.nodes.map((node) => node.html).join(' | '))}))");

    assertThat(result.path("violations").toString()).isEqualTo("[]");
    assertThat(result.path("rules").asInt()).isGreaterThan(20);
    assertThat(
            browser
                .eval(
                    "[...document.body.querySelectorAll('*')].filter((each) => !each.parentElement.closest('.scroll, pre') && each.getBoundingClientRect().right > %d).map((each) => each.outerHTML.slice(0, 200))"
                        .formatted(width))
                .toString())
        .as("elements outside the window")
        .isEqualTo("[]");
    assertThat(browser.eval("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    picture(scheme + "-" + width);
    browser.show("light", WIDE, 900);
  }

  @Test
  void thePrintedPageHasItsChartsAndAllSections() throws Exception {
    browser.show("dark", WIDE, 900);
    Path pdf = folder.resolve("report.pdf");
    browser.print(pdf);

    assertThat(Files.readAllBytes(pdf)).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
    browser.show("light", WIDE, 900);
    String pictures = System.getProperty("report.pictures");
    if (pictures != null) {
      Files.copy(pdf, Path.of(pictures, "print.pdf"));
    }
  }

  private static void picture(String name) throws Exception {
    String pictures = System.getProperty("report.pictures");
    if (pictures != null) {
      browser.picture(Path.of(pictures, name + ".png"));
    }
  }

  private static String table(String caption) {
    return "[...document.querySelectorAll('table')].find((table) => table.caption.innerText === '%s')"
        .formatted(caption);
  }

  private static List<String> sorted(String caption, int column) {
    browser.eval(
        table(caption)
            + ".tHead.rows[0].cells[%d].querySelector('button').click()".formatted(column));
    return texts(table(caption) + ".tBodies[0].rows", column);
  }

  private static List<String> filtered(String input, String text) {
    browser.eval("%s.value = '%s'; %1$s.dispatchEvent(new Event('input'))".formatted(input, text));
    return texts(
        "[...%s.tBodies[0].rows].filter((row) => row.offsetHeight > 0)"
            .formatted(table("Loads, the newest first")),
        0);
  }

  private static List<String> texts(String rows, int column) {
    List<String> texts = new ArrayList<>();
    browser
        .eval("[...%s].map((row) => row.cells[%d].innerText)".formatted(rows, column))
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
