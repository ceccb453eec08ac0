package rai.extensions.folder;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.BundleContext;

/**
 * The settings of file install. It takes them from properties of the framework, where another file install may have its
 * own. So it gets a context with the same abilities and other properties.
 */
final class WatchedFolder {
    private static final String PREFIX = "felix.fileinstall.";
    private static final String POLL_MILLIS = "300";

    private WatchedFolder() {}

    /**
     * @param context of the bundle
     * @param folder what is watched
     * @param scratch for files that it needs meanwhile
     */
    static BundleContext of(BundleContext context, Path folder, Path scratch) {
        Map<String, String> settings = Map.of(
                PREFIX + "dir",
                folder.toString(),
                PREFIX + "tmpdir",
                scratch.toString(),
                PREFIX + "poll",
                POLL_MILLIS,
                PREFIX + "noInitialDelay",
                "true",
                // its watcher ends with the folder; a scan finds the folder again when somebody has deleted and made it
                PREFIX + "disableNio2",
                "true",
                // it would print on stdout, which belongs to the command: failures are reported on stderr
                PREFIX + "log.level",
                "0");
        return (BundleContext) Proxy.newProxyInstance(
                WatchedFolder.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getProperty") && ((String) arguments[0]).startsWith(PREFIX)) {
                        return settings.get(arguments[0]);
                    }
                    try {
                        return method.invoke(context, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
