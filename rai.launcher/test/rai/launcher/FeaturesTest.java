package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** The features for Apache Karaf, without Karaf: docs/karaf.sh tries them in it. */
class FeaturesTest {
    private static final Path DIST = Path.of("cnf/cache/application/dist").toAbsolutePath();
    private static final Pattern BUNDLE =
            Pattern.compile("<bundle( dependency=\"true\")?>mvn:([^/]*)/([^/]*)/([^<]*)</bundle>");

    @TempDir
    Path temp;

    @BeforeEach
    void requireApplication() {
        assumeTrue(Files.exists(DIST.resolve("features.xml")), "the build has not made the application");
    }

    private static Stream<String> fileNames(String which) throws Exception {
        return BUNDLE.matcher(Files.readString(DIST.resolve("features.xml")))
                .results()
                .filter(bundle -> which.equals("all") || (bundle.group(1) == null) == which.equals("ours"))
                .map(bundle -> bundle.group(3));
    }

    @Test
    void theyNameTheBundlesOfTheApplicationEachOnce() throws Exception {
        List<String> bundles = Files.readAllLines(DIST.resolve("system.list")).stream()
                .map(file -> file.replaceFirst("-[0-9a-f]{8}\\.jar$", "").replaceFirst("-[0-9].*", ""))
                .toList();
        assertThat(fileNames("all"))
                .containsExactlyInAnyOrderElementsOf(bundles)
                .hasSizeGreaterThan(30);
    }

    @Test
    void onlyLibrariesMayBeThoseOfKaraf() throws Exception {
        assertThat(fileNames("ours")).isNotEmpty().allMatch(name -> name.startsWith("rai."));
        assertThat(fileNames("libraries")).isNotEmpty().noneMatch(name -> name.startsWith("rai."));
    }

    @Test
    void theBundlesCanBeResolvedTogether() throws Exception {
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(new HashMap<>(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        temp.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        "jdk.incubator.vector")));
        framework.init();
        try {
            for (String location : Distribution.of(DIST).locations()) {
                framework.getBundleContext().installBundle(location);
            }
            framework.adapt(FrameworkWiring.class).resolveBundles(null);
            assertThat(framework.getBundleContext().getBundles())
                    .filteredOn(bundle -> bundle.getState() == Bundle.INSTALLED)
                    .isEmpty();
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }
}
