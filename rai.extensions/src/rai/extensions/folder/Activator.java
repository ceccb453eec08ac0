package rai.extensions.folder;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.internal.FileInstall;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import rai.extensions.Refusals;

/**
 * Starts file install after the installer of jars, and stops it first. It watches the folder of extensions and no other; if the framework
 * names none, as one that belongs to somebody else does, nothing is watched.
 */
public final class Activator implements BundleActivator {
    /** Framework property: the path of the folder of extensions. */
    private static final String FOLDER = "rai.bundles.dir";

    private FileInstall fileInstall;
    private BundleContext watching;
    private JarInstaller installer;

    @Override
    public void start(BundleContext context) throws Exception {
        String property = context.getProperty(FOLDER);
        if (property == null || property.isBlank()) {
            context.registerService(Refusals.class, Refusals.NONE, null);
            return;
        }
        Path folder = Path.of(property).toAbsolutePath();
        installer = new JarInstaller(context, folder);
        context.registerService(
                new String[] {ArtifactInstaller.class.getName(), Refusals.class.getName()}, installer, null);
        Path scratch = context.getDataFile("scratch").toPath();
        Files.createDirectories(scratch);
        fileInstall = new FileInstall();
        watching = WatchedFolder.of(context, folder, scratch);
        fileInstall.start(watching);
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        if (installer != null) {
            installer.close(); // file install waits for operations in progress
            fileInstall.stop(watching);
        }
    }
}
