package rai.publish.project;

import java.io.IOException;
import java.util.List;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.publish.Projects;
import rai.publish.name.ServiceNames;

/** Writes new projects from the templates in this bundle. */
@Component
public final class MavenProjects implements Projects {
    private final Catalog catalog;
    private final Version rai;

    /** @param catalog knows which names are taken */
    @Activate
    public MavenProjects(@Reference Catalog catalog) {
        this(catalog, FrameworkUtil.getBundle(Kind.class).getVersion());
    }

    /**
     * @param catalog knows which names are taken
     * @param rai the version that projects are compiled against
     */
    public MavenProjects(Catalog catalog, Version rai) {
        this.catalog = catalog;
        this.rai = rai;
    }

    @Override
    public List<Kind> kinds() {
        return NewProject.kinds();
    }

    @Override
    public Project write(Order order) throws IOException {
        NewProject project = NewProject.of(order.kind(), order.name(), order.pack(), order.group(), rai);
        ServiceNames.requireFree(catalog, project.kind(), order.name(), entry -> false);
        NewDirectory.write(order.directory(), project.files());
        return new Project(
                project.kind(),
                List.copyOf(project.files().keySet()),
                project.source(),
                project.test(),
                project.jar(),
                project.version(),
                project.use());
    }
}
