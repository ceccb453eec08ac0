package build;

import aQute.bnd.build.Project;
import java.util.ArrayList;
import java.util.List;

/**
 * Releases bundles under the coordinates {@code <-groupid>:<project>:<Bundle-Version>}: into the local Maven repository, where
 * Maven projects outside find them; and, unless the version is a snapshot, to cnf/release, which later builds are
 * compared with. A snapshot is not a measure: it may still change.
 */
final class Release {

    static void release(Home home, String of) throws Exception {
        List<String> bundles = List.of("rai.api", "rai.check", "rai.testkit");
        List<String> names = new ArrayList<>(of.isEmpty() ? bundles : List.of(of.split(",")));
        if (of.isEmpty()) {
            Central.write(home, bundles);
            names.add(Packages.EMBED);
        }
        for (String name : names) {
            if (Packages.ALL.contains(name)) {
                Packages.install(home);
                continue;
            }
            Project project = home.project(name);
            String version = project.getVersion(name).toString();
            release(project, "Local");
            if (version.endsWith(".SNAPSHOT"))
                Log.info(name + " " + version + ": into the local Maven repository"
                        + " (to cnf/release go versions without SNAPSHOT: bnd.bnd)");
            else {
                release(project, "Release");
                Log.info(name + " " + version + ": to cnf/release and into the local Maven repository");
            }
        }
    }

    private static void release(Project project, String repository) throws Exception {
        project.release(repository);
        if (Log.report(project)) throw new Failure("not released: " + project.getName());
    }

    private Release() {}
}
