package build;

import static java.util.stream.Collectors.toCollection;

import aQute.bnd.build.Container;
import aQute.bnd.build.Project;
import aQute.bnd.build.Workspace;
import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The bnd workspace, with its projects in the order in which they can be built. */
final class Home {
    final Workspace workspace;
    final List<Project> projects;

    Home() throws Exception {
        Workspace.setDriver("rai.build");
        workspace = new Workspace(Main.ROOT.toFile());
        workspace.setOffline(true); // Maven is the only one that downloads
        if (Log.report(workspace)) throw new Failure("the workspace is broken: cnf/build.bnd");
        projects = order();
    }

    /** What a project's classes are compiled against decides; what its tests need does not: tests are compiled last. */
    private List<Project> order() throws Exception {
        Set<Project> ordered = new LinkedHashSet<>();
        Set<Project> all = workspace.getAllProjects().stream()
                .collect(toCollection(() -> new TreeSet<>(Comparator.comparing(Project::getName))));
        for (Project project : all) visit(project, ordered, new ArrayList<>());
        return List.copyOf(ordered);
    }

    private static void visit(Project project, Set<Project> ordered, List<Project> path) throws Exception {
        if (ordered.contains(project)) return;
        if (path.contains(project))
            throw new Failure("projects need each other: " + path.subList(path.indexOf(project), path.size()));
        path.add(project);
        for (Project needed : project.getBuildDependencies()) if (needed != project) visit(needed, ordered, path);
        path.remove(project);
        ordered.add(project);
    }

    Project project(String name) {
        Project project = workspace.getProject(name);
        if (project == null) throw new Failure("no project " + name + "; there are " + projects);
        return project;
    }

    /** Files on a path; of a project in this workspace its class folder, or its jar where {@code bundled}. */
    static List<File> files(Collection<Container> path, boolean bundled) throws Exception {
        List<File> files = new ArrayList<>();
        for (Container container : Container.flatten(path)) {
            if (container.getError() != null) continue; // bnd reports it with the project
            boolean own = container.getType() == Container.TYPE.PROJECT;
            files.add(own && !bundled ? container.getProject().getOutput() : container.getFile());
        }
        return files;
    }
}
