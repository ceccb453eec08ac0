package rai.extensions.folder;

import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.apache.felix.fileinstall.internal.FileInstall;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import rai.extensions.Refusals;

/** Starts file install after the installer of jars, and stops it first. */
public final class Activator implements BundleActivator {
    /** Framework property: the path of the folder of extensions. */
    private static final String FOLDER = "rai.bundles.dir";

    private final FileInstall fileInstall = new FileInstall();
    private JarInstaller installer;
    private ServiceRegistration<?> registration;

    @Override
    public void start(BundleContext context) throws Exception {
        String folder = context.getProperty(FOLDER);
        if (folder != null) {
            installer = new JarInstaller(context, Path.of(folder).toAbsolutePath());
            registration = context.registerService(
                    new String[] {ArtifactInstaller.class.getName(), Refusals.class.getName()}, installer, null);
        }
        fileInstall.start(context);
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        if (installer != null) {
            installer.close(); // file install waits for operations in progress
        }
        fileInstall.stop(context);
        if (registration != null) {
            registration.unregister();
        }
    }
}
