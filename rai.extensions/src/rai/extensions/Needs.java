package rai.extensions;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** Requirements of a bundle that no installed bundle satisfies. */
public final class Needs {
    private static final String PROBE = "rai.probe.";
    private static final Pattern PACKAGE = Pattern.compile("\\(" + PackageNamespace.PACKAGE_NAMESPACE + "=([^)]*)\\)");
    private static final Pattern FROM = Pattern.compile("\\(version>=([^)]*)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(osgi\\.ee=JavaSE\\).*\\(version(?:>=|=)([^)]*)\\)");

    private final FrameworkWiring wiring;

    private Needs(BundleContext context) {
        wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /**
     * The missing requirements of an installed bundle, each as a clause such as "package a.b, which no installed bundle exports".
     *
     * @param context of any bundle
     * @param bundle the bundle in question
     */
    public static List<String> of(BundleContext context, Bundle bundle) {
        Needs needs = new Needs(context);
        List<String> missing = new ArrayList<>();
        for (BundleRequirement requirement : bundle.adapt(BundleRevision.class).getDeclaredRequirements(null)) {
            if (needs.isNeededToResolve(requirement)
                    && needs.wiring.findProviders(requirement).isEmpty()) {
                missing.add(needs.clause(requirement));
            }
        }
        return missing;
    }

    /**
     * The missing requirements of a bundle that is not installed. The framework decides, by its own rules: it
     * gets a bundle with the same headers under a unique name, which is uninstalled before anything can
     * use it.
     *
     * @param context of any bundle
     * @param manifest the manifest of the bundle
     * @throws ExtensionException if the framework rejects the headers
     */
    public static List<String> of(BundleContext context, Manifest manifest) throws IOException {
        String name = PROBE + UUID.randomUUID();
        try {
            Bundle probe = context.installBundle(name, new ByteArrayInputStream(headersOnly(manifest, name)));
            try {
                return of(context, probe);
            } finally {
                probe.uninstall();
            }
        } catch (BundleException e) {
            throw new ExtensionException("has headers that the framework rejects: " + e.getMessage());
        }
    }

    /**
     * A requirement that is not met, as a clause such as "package a.b, which no installed bundle exports".
     *
     * @param context of any bundle
     * @param requirement what is required
     */
    public static String sentence(BundleContext context, Requirement requirement) {
        return new Needs(context).clause(requirement);
    }

    /**
     * Whether a bundle is a probe: installed and uninstalled at once, to find its missing requirements.
     *
     * @param bundle the bundle in question
     */
    public static boolean isProbe(Bundle bundle) {
        return bundle.getLocation().startsWith(PROBE);
    }

    private static byte[] headersOnly(Manifest manifest, String name) throws IOException {
        Manifest headers = new Manifest();
        headers.getMainAttributes().putAll(manifest.getMainAttributes());
        headers.getMainAttributes().put(new Attributes.Name(Constants.BUNDLE_SYMBOLICNAME), name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, headers).close();
        return bytes.toByteArray();
    }

    private boolean isNeededToResolve(Requirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        String effective =
                directives.getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
        String resolution =
                directives.getOrDefault(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE, Namespace.RESOLUTION_MANDATORY);
        return effective.equals(Namespace.EFFECTIVE_RESOLVE) && resolution.equals(Namespace.RESOLUTION_MANDATORY);
    }

    private String clause(Requirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        Matcher named = PACKAGE.matcher(filter);
        if (named.find()) {
            return packageClause(named.group(1), filter);
        }
        Matcher java = JAVA.matcher(filter);
        if (requirement.getNamespace().equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE)
                && java.find()) {
            return "Java " + java.group(1).replaceFirst("\\.0.*", "") + ", but this is Java "
                    + Runtime.version().feature();
        }
        return requirement.getNamespace() + " " + filter;
    }

    private String packageClause(String name, String filter) {
        Matcher from = FROM.matcher(filter);
        Matcher below = BELOW.matcher(filter);
        String range = (from.find() ? " from version " + from.group(1) : "")
                + (below.find() ? " to below " + below.group(1) : "");
        TreeSet<String> versions = new TreeSet<>();
        for (BundleCapability other : wiring.findProviders(new AnyVersion(name))) {
            versions.add(String.valueOf(other.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)));
        }
        return "package " + name + range
                + (versions.isEmpty()
                        ? ", which no installed bundle exports"
                        : ", which is " + String.join(" and ", versions) + " here");
    }

    /** A package, whatever its version. */
    private record AnyVersion(String name) implements Requirement {
        @Override
        public String getNamespace() {
            return PackageNamespace.PACKAGE_NAMESPACE;
        }

        @Override
        public Map<String, String> getDirectives() {
            return Map.of(
                    Namespace.REQUIREMENT_FILTER_DIRECTIVE,
                    "(" + PackageNamespace.PACKAGE_NAMESPACE + "=" + name + ")");
        }

        @Override
        public Map<String, Object> getAttributes() {
            return Map.of();
        }

        @Override
        public Resource getResource() {
            return null;
        }
    }
}
