package build;

import aQute.bnd.build.Project;
import java.io.File;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DocumentationTool;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The API documentation of a room. An error in a comment fails it; what is not documented does not. */
final class Javadoc {

    /** @param of a project, or nothing for all that have sources */
    static void check(Home home, String of) throws Exception {
        List<String> failed = new ArrayList<>();
        for (Project project : of.isEmpty() ? home.projects : List.of(home.project(of))) {
            if (Compiler.sources(project).stream()
                    .allMatch(folder -> Files2.walk(folder.toPath()).isEmpty())) continue;
            long start = System.nanoTime();
            if (!write(project, Main.CACHE.resolve("javadoc").resolve(project.getName())))
                failed.add(project.getName());
            else Log.info(String.format("javadoc of %-20s %s", project.getName(), Log.seconds(start)));
        }
        if (!failed.isEmpty()) throw new Failure("no javadoc of " + String.join(", ", failed));
    }

    static boolean write(Project project, Path folder) throws Exception {
        Files2.delete(folder);
        Files.createDirectories(folder);
        DocumentationTool tool = ToolProvider.getSystemDocumentationTool();
        List<File> sources = new ArrayList<>();
        for (File root : Compiler.sources(project))
            for (Path file : Files2.walk(root.toPath()))
                if (file.toString().endsWith(".java")) sources.add(file.toFile());
        StringBuilder path = new StringBuilder();
        for (File file : Home.files(project.getBuildpath(), true))
            path.append(path.isEmpty() ? "" : File.pathSeparator).append(file);
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = tool.getStandardFileManager(null, null, null)) {
            List<String> options = new ArrayList<>(List.of(
                    "-quiet",
                    "-Xdoclint:all,-missing",
                    "-encoding",
                    "UTF-8",
                    "-package",
                    "-notimestamp",
                    "-classpath",
                    path.toString(),
                    "-d",
                    folder.toString()));
            String modules = project.getProperty("javac.modules"); // as Compiler has it
            options.addAll(
                    modules == null ? List.of("--release", "17") : List.of("--add-modules", modules, "-source", "17"));
            boolean done = tool.getTask(said, files, null, null, options, files.getJavaFileObjectsFromFiles(sources))
                    .call();
            if (!done) Log.error(said.toString());
            return done;
        }
    }

    private Javadoc() {}
}
