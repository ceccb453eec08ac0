package build;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The build: runs the goals on the command line one after another, over the bnd workspace in the working directory.
 * A goal is a word, or a word and what it is for: {@code unit:rai.core}.
 */
public final class Main {
    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Path CACHE = ROOT.resolve("cnf/cache");

    /** Whether Maven asks nobody. */
    static boolean offline;

    private static final String USAGE = """
        usage: ./bndw [-o] [-q] <goal>...
          clean                      remove everything built
          build                      compile and bundle all projects, compile their tests
          unit[:<project>[:<class>]] plain unit tests: of all projects, of one, of the classes whose name matches a pattern
          itest[:<class>]            tests inside a running framework (rai.itest): all, or those whose name matches a pattern
          format                     format all Java sources
          test                       check the format, build, unit and itest
          soak[:<class>]             what takes minutes, with its figures: tests in rai.itest, docs/soak.sh, and pages followed
          resolve[:<file.bndrun>]    compute -runbundles and write them into the run files
          verify                     fail if -runbundles in a run file are not current
          dist                       the application as a directory, for ./rai
          karaf                      the application for Apache Karaf, dist/karaf: features.xml with the bundles, to copy to its system/
          index:<folder>             the index of a folder of jars, for ./rai install --from <folder>
          archive[:<platform>]       the application as one file that needs a Java runtime alone, in cnf/cache/archive
          javadoc[:<project>]        the documentation of all sources, or of one project: fails if a comment is wrong
          release[:<project>,...]    release bundles to cnf/release and into the local Maven repository
          -o   offline: Maven asks nobody
          -q   print errors only\
        """;

    public static void main(String[] args) throws Exception {
        List<String> goals = new ArrayList<>(List.of(args));
        offline = goals.remove("-o");
        Log.quiet = goals.remove("-q");
        if (goals.isEmpty()) {
            System.err.println(USAGE);
            System.exit(1);
        }
        int exit = 0;
        Files.createDirectories(CACHE);
        try (FileChannel file =
                        FileChannel.open(CACHE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lock(file)) {
            run(goals);
        } catch (Failure e) {
            if (!e.getMessage().isEmpty()) Log.error(e.getMessage());
            exit = 1;
        }
        System.out.flush();
        System.exit(exit); // bnd leaves threads behind
    }

    private static void run(List<String> goals) throws Exception {
        Home home = null;
        for (String goal : goals) {
            String[] part = goal.split(":", 2);
            String of = part.length == 2 ? part[1] : "";
            if (part[0].equals("clean")) {
                Files2.clean();
                home = null;
                continue;
            }
            if (home == null) home = new Home();
            switch (part[0]) {
                case "build" -> new Builder(home).build();
                case "unit" -> {
                    built(home);
                    if (of.isEmpty() || of.startsWith("rai.embed")) Packages.writeForTests(home);
                    else if (of.startsWith("rai.launcher") || of.startsWith("rai.spark"))
                        Distribution.writeForTests(home);
                    end(UnitTests.run(home, of));
                }
                case "itest" -> end(FrameworkTests.run(built(home), of));
                case "format" -> Format.apply();
                case "test" -> {
                    Format.check();
                    Packages.writeForTests(built(home));
                    UnitTests.Running unit = UnitTests.start(home, ""); // most of it in one thread
                    Counts inside = FrameworkTests.run(home, "");
                    end(unit.end().and(inside));
                }
                case "soak" ->
                    end(
                            of.isEmpty()
                                    ? FrameworkTests.soak(built(home), of).and(Scripts.run(home))
                                    : FrameworkTests.soak(built(home), of));
                case "resolve" -> RunFiles.resolve(built(home), of);
                case "verify" -> RunFiles.verify(built(home));
                case "dist" -> Distribution.write(built(home));
                case "karaf" -> Distribution.writeForKaraf(built(home));
                case "index" -> RepositoryIndex.write(Path.of(of));
                case "archive" -> Archive.write(built(home), of);
                case "javadoc" -> Javadoc.check(built(home), of);
                case "release" -> Release.release(built(home), of);
                default -> throw new Failure("unknown goal: " + goal + "\n" + USAGE);
            }
        }
    }

    private static Home built(Home home) throws Exception {
        new Builder(home).build();
        return home;
    }

    /** The counts are the last line, however it ends. */
    private static void end(Counts counts) {
        if (counts.passed() + counts.failed() == 0) Log.error("no tests were run");
        System.out.println(counts);
        if (counts.failed() > 0 || counts.passed() == 0) throw new Failure("");
    }

    /** One build at a time in a checkout. */
    private static FileLock lock(FileChannel file) throws Exception {
        FileLock lock = file.tryLock();
        if (lock == null) {
            Log.info("waiting for another build in this checkout");
            lock = file.lock();
        }
        return lock;
    }

    private Main() {}
}
