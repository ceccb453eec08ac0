package build;

import static java.nio.charset.StandardCharsets.UTF_8;

import aQute.bnd.build.Project;
import aQute.lib.strings.Strings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a folder of Java sources into a folder of classes; other files in it are copied along. */
final class Compiler {

    /**
     * The folders of a project's sources: its own, and those that {@code javac.also} names, which may lie elsewhere in the
     * workspace; bnd itself accepts only folders in the project.
     */
    static List<File> sources(Project project) throws Exception {
        List<File> folders = new ArrayList<>(project.getSourcePath());
        for (String also : Strings.split(project.getProperty("javac.also"))) folders.add(project.getFile(also));
        return folders;
    }

    /** Says whether all went well; errors are printed with file and line. */
    static boolean compile(Project project, Collection<File> sources, File classes, Collection<File> classPath)
            throws IOException {
        Files2.delete(classes.toPath());
        Files.createDirectories(classes.toPath());
        List<Path> java = new ArrayList<>();
        for (File folder : sources)
            for (Path file : Files2.walk(folder.toPath()))
                if (file.toString().endsWith(".java")) java.add(file);
                else copy(folder.toPath(), file, classes.toPath());
        return java.isEmpty() || javac(project, java, classes, classPath);
    }

    private static boolean javac(Project project, List<Path> java, File classes, Collection<File> classPath)
            throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean[] ok = {true};
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, UTF_8)) {
            files.setLocation(StandardLocation.CLASS_PATH, classPath);
            files.setLocation(StandardLocation.CLASS_OUTPUT, Set.of(classes));
            ok[0] &= compiler.getTask(
                            null,
                            files,
                            diagnostic -> print(diagnostic, ok),
                            options(project),
                            null,
                            files.getJavaFileObjectsFromPaths(java))
                    .call();
        }
        return ok[0];
    }

    /**
     * With {@code javac.modules} (modules that are no part of Java SE, such as jdk.incubator.vector) the JDK that compiles
     * lends its own library, because {@code --release} knows Java SE only.
     */
    private static List<String> options(Project project) {
        List<String> options = new ArrayList<>(List.of("-g", "-proc:none", "-nowarn", "-Xlint:-options"));
        String release = project.getProperty("javac.target", "17");
        String modules = project.getProperty("javac.modules");
        if (modules == null) options.addAll(List.of("--release", release));
        else
            options.addAll(List.of(
                    "-source",
                    project.getProperty("javac.source", release),
                    "-target",
                    release,
                    "--add-modules",
                    modules));
        return options;
    }

    private static void print(Diagnostic<? extends JavaFileObject> diagnostic, boolean[] ok) {
        if (diagnostic.getKind() != Diagnostic.Kind.ERROR) return;
        ok[0] = false;
        String where = diagnostic.getSource() == null
                ? ""
                : Log.relative(Path.of(diagnostic.getSource().toUri())) + ":" + diagnostic.getLineNumber() + ": ";
        Log.error(where + "error: " + diagnostic.getMessage(Locale.ROOT) + sourceLine(diagnostic));
    }

    private static String sourceLine(Diagnostic<? extends JavaFileObject> diagnostic) {
        try {
            long line = diagnostic.getLineNumber();
            return diagnostic.getSource() == null || line < 1
                    ? ""
                    : "\n    "
                            + diagnostic
                                    .getSource()
                                    .getCharContent(true)
                                    .toString()
                                    .lines()
                                    .skip(line - 1)
                                    .findFirst()
                                    .orElse("")
                                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static void copy(Path from, Path file, Path to) throws IOException {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private Compiler() {}
}
