package build;

import static java.nio.charset.StandardCharsets.UTF_8;

import aQute.bnd.build.Project;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Processor;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A hash over the content of all that goes into something: when it is unchanged, the thing need not be made again. */
final class Fingerprint {
    private static final Map<String, String> JARS = new HashMap<>();
    private static final Path PROGRAM = Main.ROOT.resolve("cnf/bnd/build");

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** What goes into a project's jar: its files, its settings with all macros expanded, and what it is compiled against. */
    static String ofBuild(Project project) throws Exception {
        Fingerprint print = new Fingerprint();
        for (String maker : List.of("Builder.java", "Compiler.java")) print.file(PROGRAM, PROGRAM.resolve(maker));
        Path base = project.getBase().toPath();
        for (Path file : Files2.walk(base)) if (goesIntoJar(project, base.relativize(file))) print.file(base, file);
        for (File folder : Compiler.sources(project))
            if (!folder.toPath().startsWith(base))
                for (Path file : Files2.walk(folder.toPath())) print.file(folder.toPath(), file);
        return print.settings(project)
                .path(Home.files(project.getBuildpath(), true))
                .path(taken(project))
                .toString();
    }

    /** The jars of the projects in -dependson: a project that takes in such a jar is not compiled against it. */
    private static List<File> taken(Project project) throws Exception {
        List<File> jars = new ArrayList<>();
        for (String name : new Parameters(project.mergeProperties(Constants.DEPENDSON)).keySet()) {
            File[] built = project.getWorkspace().getProject(name).getBuildFiles(false);
            if (built != null) jars.addAll(List.of(built));
        }
        return jars;
    }

    private static boolean goesIntoJar(Project project, Path file) throws Exception {
        String top = file.getName(0).toString();
        return !List.of("bin", "bin_test", "generated", "test").contains(top)
                && !top.startsWith(".")
                && !file.toString().endsWith(".bndrun");
    }

    /** What goes into a project's compiled tests. */
    static String ofTests(Project project, String build) throws Exception {
        Fingerprint print = new Fingerprint().text(build);
        Path tests = project.getTestSrc().toPath();
        for (Path file : Files2.walk(tests)) print.file(tests, file);
        return print.path(Home.files(project.getTestpath(), true)).toString();
    }

    static String ofFile(Path file) throws IOException {
        return new Fingerprint().file(file.getParent(), file).toString();
    }

    /** Headers and instructions, not the macros they are made of: a new macro for one project leaves the others alone. */
    private Fingerprint settings(Project project) throws Exception {
        // a processor of its own, because macros that only work while a jar is made would leave errors behind
        try (Processor expand = new Processor(project)) {
            for (String key : new TreeSet<>(project.getPropertyKeys(true))) {
                boolean instruction = key.startsWith("-") && !key.startsWith("-plugin") && !key.startsWith("-run");
                if (instruction || Character.isUpperCase(key.charAt(0)) || key.startsWith("javac."))
                    text(key).text(String.valueOf(expand.getProperty(key)));
            }
            expand.clear();
        }
        return this;
    }

    /** The jars of this workspace by content, since the same sources give the same jar; those of Maven, which never change, by name. */
    private Fingerprint path(List<File> path) throws IOException {
        for (File file : path) {
            Path jar = file.toPath();
            if (jar.startsWith(Main.ROOT) && Files.isRegularFile(jar)) text(ofJar(jar));
            else text(jar.toString());
        }
        return this;
    }

    /** Most jars are on many paths: each is read once, as long as it does not change. */
    private static String ofJar(Path jar) throws IOException {
        String version = jar + " " + Files.getLastModifiedTime(jar) + " " + Files.size(jar);
        String print = JARS.get(version);
        if (print == null) JARS.put(version, print = ofFile(jar));
        return print;
    }

    Fingerprint text(String text) {
        digest.update(text.getBytes(UTF_8));
        digest.update((byte) 0);
        return this;
    }

    Fingerprint file(Path base, Path file) throws IOException {
        text(base.relativize(file).toString());
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return this;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest(), 0, 16);
    }
}
