import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Prints the slowest tests of the last build. Maven runs this program at the end of {@code verify}.
 * The argument is the project's folder. The program reads all reports of Surefire and Failsafe
 * below it.
 */
final class SlowestTests {
  private static final int SHOWN = 20;

  private record TestTime(String test, double seconds) {}

  private SlowestTests() {}

  public static void main(String[] arguments) throws Exception {
    List<TestTime> times = new ArrayList<>();
    double total = 0;
    for (Path report : reports(Path.of(arguments[0]))) {
      total += read(report, times);
    }
    times.sort(Comparator.comparingDouble(TestTime::seconds).reversed());
    System.out.printf(Locale.ROOT, "The slowest of %,d tests (%,.0f s in all):%n", times.size(), total);
    for (TestTime each : times.subList(0, Math.min(SHOWN, times.size()))) {
      System.out.printf(Locale.ROOT, "%7.1f s  %s%n", each.seconds(), each.test());
    }
  }

  private static List<Path> reports(Path project) throws IOException {
    List<Path> reports = new ArrayList<>();
    Files.walkFileTree(
        project,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.startsWith(".") || name.equals("src") || name.equals("node_modules")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String folder = file.getParent().getFileName().toString();
            String name = file.getFileName().toString();
            if (folder.matches("(surefire|failsafe)-reports")
                && name.startsWith("TEST-")
                && name.endsWith(".xml")) {
              reports.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return reports;
  }

  /** Adds the times of the tests in a report, and returns the time of the whole class. */
  private static double read(Path report, List<TestTime> times) throws Exception {
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getDocumentElement();
    NodeList tests = suite.getElementsByTagName("testcase");
    for (int i = 0; i < tests.getLength(); i++) {
      Element test = (Element) tests.item(i);
      String type = test.getAttribute("classname");
      times.add(
          new TestTime(
              type.substring(type.lastIndexOf('.') + 1) + "." + test.getAttribute("name"),
              seconds(test)));
    }
    return seconds(suite);
  }

  private static double seconds(Element element) {
    return Double.parseDouble(element.getAttribute("time").replace(",", ""));
  }
}
