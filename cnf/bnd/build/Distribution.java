package build;

import aQute.bnd.build.Container;
import aQute.bnd.build.Project;
import biz.aQute.resolve.Bndrun;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The application as a directory: {@code dist/lib} (launcher and framework), {@code dist/system} (the bundles of
 * rai.app/rai.bndrun) and {@code dist/system.list} (their names, in the order in which they are started). The name of a
 * bundle's file holds a hash of its content, so that a running application never sees a file of its own change, and an
 * unchanged bundle need not be installed again.
 */
final class Distribution {
    private static final Path DIST = Main.ROOT.resolve("dist");
    /** For tests of the application as a process, which leave that of the user alone. */
    private static final Path TESTED = Main.CACHE.resolve("application");

    private static final Path RUN = Main.ROOT.resolve("rai.app/rai.bndrun");

    static void write(Home home) throws Exception {
        write(home, DIST, "");
    }

    static void writeForTests(Home home) throws Exception {
        write(home, TESTED.resolve("dist"), "");
        copyAs(Main.ROOT.resolve("rai"), TESTED.resolve("rai"));
    }

    /** @param platform where it is to run; nothing for this machine */
    static void write(Home home, Path dist, String platform) throws Exception {
        long start = System.nanoTime();
        try (Bndrun run = Bndrun.createBndrun(home.workspace, RUN.toFile())) {
            List<String> system = new ArrayList<>();
            List<File> bundles = files(run.getRunbundles());
            Files2.write(dist.resolve("features.xml"), new KarafFeatures(home, bundles).text());
            for (File bundle : bundles) {
                boolean natives = bundle.getName().equals(Natives.PROJECT + ".jar");
                system.add(copy(natives ? Natives.jar(home, platform) : bundle, dist.resolve("system")));
            }
            List<File> framework = files(run.getRunFw());
            if (Log.report(run) || framework.size() != 1)
                throw new Failure("no distribution: " + Log.relative(RUN) + " does not hold");
            copyAs(framework.get(0).toPath(), dist.resolve("lib/framework.jar"));
            Files2.write(dist.resolve("framework.properties"), properties(run));
            String list = String.join("\n", system) + "\n";
            if (!Files.exists(dist.resolve("index.xml")) || !list.equals(Files2.read(dist.resolve("system.list"))))
                RepositoryIndex.write(
                        dist,
                        "rai",
                        system.stream().map(dist.resolve("system")::resolve).toList());
            Files2.write(dist.resolve("system.list"), list);
            spark(home, dist.resolve("spark"));
            // the launcher comes last: where it is, the rest is
            Project launcher = home.project("rai.launcher");
            Path jar = launcher.getBuildFiles()[0].toPath();
            copyAs(jar, dist.resolve("lib/rai.launcher.jar"));
            for (Path file : Files2.list(dist.resolve("system")))
                if (!system.contains(file.getFileName().toString())) Files.delete(file);
        }
        Log.info("dist (" + Log.seconds(start) + ")");
    }

    /** The features and bundles for Apache Karaf, as a Maven repository. */
    static void writeForKaraf(Home home) throws Exception {
        long start = System.nanoTime();
        Path repository = DIST.resolve("karaf");
        try (Bndrun run = Bndrun.createBndrun(home.workspace, RUN.toFile())) {
            Files2.delete(repository);
            new KarafFeatures(home, files(run.getRunbundles())).write(repository);
        }
        Log.info(Log.relative(repository) + " (" + Log.seconds(start) + ")");
    }

    /** What trains on Apache Spark, beside the application: no bundle, and Spark itself is not there. */
    private static void spark(Home home, Path folder) throws Exception {
        copyAs(home.project("rai.spark").getBuildFiles()[0].toPath(), folder.resolve("rai-spark.jar"));
        String version = Files.readAllLines(Main.ROOT.resolve("cnf/ext/spark.mvn")).stream()
                .filter(line -> line.startsWith("org.apache.spark:spark-core"))
                .map(line -> line.substring(line.lastIndexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
        for (Path file : Files2.list(Main.ROOT.resolve("rai.spark/beside"))) {
            Path target = folder.resolve(file.getFileName().toString());
            if (file.endsWith("pom.xml"))
                Files2.write(target, Files.readString(file).replace("${spark.version}", version));
            else copyAs(file, target);
        }
        folder.resolve("spark.sh").toFile().setExecutable(true);
    }

    private static List<File> files(Collection<Container> containers) throws Exception {
        List<File> files = new ArrayList<>();
        for (Container container : containers) {
            if (container.getError() != null)
                throw new Failure(
                        Log.relative(RUN) + ": " + container.getBundleSymbolicName() + ": " + container.getError());
            files.add(container.getFile());
        }
        return files;
    }

    /** Framework properties that the run file sets: -runproperties and -runsystempackages. */
    private static String properties(Bndrun run) {
        Map<String, String> properties = new TreeMap<>(run.getRunProperties());
        String packages = run.mergeProperties("-runsystempackages");
        if (packages != null && !packages.isBlank())
            properties.put("org.osgi.framework.system.packages.extra", packages);
        StringBuilder text = new StringBuilder("# From rai.app/rai.bndrun\n");
        properties.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static String copy(File file, Path folder) throws Exception {
        String name = file.getName().replaceFirst("\\.jar$", "") + "-"
                + Fingerprint.ofFile(file.toPath()).substring(0, 8) + ".jar";
        if (!Files.exists(folder.resolve(name))) copyAs(file.toPath(), folder.resolve(name));
        return name;
    }

    private static void copyAs(Path file, Path target) throws Exception {
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Distribution() {}
}
