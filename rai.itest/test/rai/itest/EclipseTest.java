package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The files by which Eclipse with Bndtools knows the projects of the workspace: as bnd builds them, without Eclipse. */
class EclipseTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    static List<String> projects() throws IOException {
        try (Stream<Path> all = Files.list(CHECKOUT)) {
            return all.filter(folder -> Files.exists(folder.resolve("bnd.bnd")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static Document read(String project, String file) throws Exception {
        File path = CHECKOUT.resolve(project).resolve(file).toFile();
        assertThat(path).exists();
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(path);
    }

    private static List<String> texts(Document document, String parent, String element) {
        List<String> texts = new ArrayList<>();
        NodeList found = document.getElementsByTagName(element);
        for (int i = 0; i < found.getLength(); i++) {
            if (found.item(i).getParentNode().getNodeName().equals(parent)) {
                texts.add(found.item(i).getTextContent());
            }
        }
        return texts;
    }

    @ParameterizedTest
    @MethodSource("projects")
    void aProjectHasItsNameAndIsBuiltByJavaAndBndtools(String project) throws Exception {
        Document document = read(project, ".project");
        assertThat(texts(document, "projectDescription", "name")).containsExactly(project);
        assertThat(texts(document, "buildCommand", "name"))
                .containsExactly("org.eclipse.jdt.core.javabuilder", "bndtools.core.bndbuilder");
        assertThat(texts(document, "natures", "nature"))
                .containsExactly("org.eclipse.jdt.core.javanature", "bndtools.core.bndnature");
    }

    @ParameterizedTest
    @MethodSource("projects")
    void itsPathIsThatOfBnd(String project) throws Exception {
        NodeList entries = read(project, ".classpath").getElementsByTagName("classpathentry");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            found.add(entry.getAttribute("kind") + " "
                    + entry.getAttribute("path").replaceFirst(".*StandardVMType/", "")
                    + (entry.hasAttribute("output") ? " to " + entry.getAttribute("output") : ""));
        }
        List<String> expected =
                new ArrayList<>(List.of("con aQute.bnd.classpath.container", "con JavaSE-17", "output bin"));
        if (holdsJava(project, "src")) {
            expected.add("src src");
        }
        if (holdsJava(project, "test")) {
            expected.add("src test to bin_test");
        }
        // sources that lie outside the project are a linked folder in Eclipse
        Document description = read(project, ".project");
        assertThat(texts(description, "link", "locationURI")).containsExactlyElementsOf(sourcesElsewhere(project));
        texts(description, "link", "name").forEach(name -> expected.add("src " + name));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> sourcesElsewhere(String project) throws IOException {
        String also = Files.readString(CHECKOUT.resolve(project).resolve("bnd.bnd"));
        return Pattern.compile("(?m)^javac\\.also: *\\$\\{build}/\\.\\./(\\S+)$")
                .matcher(also)
                .results()
                .map(match -> "PARENT-1-PROJECT_LOC/" + match.group(1))
                .toList();
    }

    private static boolean holdsJava(String project, String folder) throws IOException {
        Path path = CHECKOUT.resolve(project).resolve(folder);
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        }
    }
}
