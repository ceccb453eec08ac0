package build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** How many tests passed, failed and were skipped, as JUnit's XML reports have it. */
record Counts(int passed, int failed, int skipped) {
    static final Counts NONE = new Counts(0, 0, 0);

    Counts and(Counts more) {
        return new Counts(passed + more.passed, failed + more.failed, skipped + more.skipped);
    }

    /** Counts all reports in a folder, and prints the tests that failed. */
    static Counts read(Path folder) throws Exception {
        Counts sum = NONE;
        for (Path file : Files2.walk(folder)) if (file.toString().endsWith(".xml")) sum = sum.and(readOne(file));
        return sum;
    }

    private static Counts readOne(Path file) throws Exception {
        int passed = 0;
        int failed = 0;
        int skipped = 0;
        Document report =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        NodeList cases = report.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            List<Element> problems = children(test, "failure", "error");
            if (!problems.isEmpty()) {
                failed++;
                print(test, problems.get(0));
            } else if (!children(test, "skipped").isEmpty()) skipped++;
            else passed++;
        }
        return new Counts(passed, failed, skipped);
    }

    /** The test's name, the message, and where in the project's own code it happened. */
    private static void print(Element test, Element problem) {
        StringBuilder text = new StringBuilder("FAILED ")
                .append(test.getAttribute("classname"))
                .append(" > ")
                .append(test.getAttribute("name"));
        List<String> lines = problem.getTextContent().strip().lines().toList();
        lines.stream()
                .takeWhile(line -> !line.strip().startsWith("at "))
                .limit(30)
                .forEach(line -> text.append("\n    ").append(line));
        lines.stream()
                .map(String::strip)
                .filter(line -> line.matches("at (\\S+/+)?rai\\..*|Caused by: .*"))
                .limit(8)
                .forEach(line -> text.append("\n        ").append(line));
        Log.error(text.toString());
    }

    private static List<Element> children(Element parent, String... names) {
        List<Element> found = new ArrayList<>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling())
            if (child instanceof Element element && List.of(names).contains(element.getTagName())) found.add(element);
        return found;
    }

    @Override
    public String toString() {
        return passed + " passed, " + failed + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : "");
    }
}
