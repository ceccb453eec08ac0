package build;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A line of a list in cnf/ext: {@code group:artifact[:extension:classifier]:version   # comment}. */
record Artifact(String group, String name, String extension, String classifier, String version) {

    static List<Artifact> list(String list) throws IOException {
        List<Artifact> artifacts = new ArrayList<>();
        for (String line : Files.readAllLines(Main.ROOT.resolve("cnf/ext/" + list + ".mvn"))) {
            String entry = line.replaceFirst("#.*", "").strip();
            if (!entry.isEmpty()) artifacts.add(parse(entry));
        }
        return artifacts;
    }

    private static Artifact parse(String line) {
        String[] part = line.split(":");
        return part.length == 5
                ? new Artifact(part[0], part[1], part[2], part[3], part[4])
                : new Artifact(part[0], part[1], "jar", "", part[2]);
    }

    /** @return the one of a name in a list */
    static Artifact find(String list, String name) throws IOException {
        return list(list).stream()
                .filter(artifact -> artifact.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure("cnf/ext/" + list + ".mvn does not list " + name));
    }

    Artifact of(String platform) {
        return new Artifact(group, name, extension, classifier.replace("${nd4j.platform}", platform), version);
    }

    /** Where it is in a Maven repository. */
    String path() {
        return String.join(
                "/",
                group.replace('.', '/'),
                name,
                version,
                name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + extension);
    }

    String coordinates() {
        return "<groupId>" + group + "</groupId><artifactId>" + name + "</artifactId><version>" + version
                + "</version>";
    }

    /** As a dependency without its own dependencies. */
    String dependency() {
        return "<dependency>" + coordinates() + "<type>" + extension + "</type>"
                + (classifier.isEmpty() ? "" : "<classifier>" + classifier + "</classifier>")
                + "<exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions>"
                + "</dependency>";
    }
}
