package rai.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleRevisions;

/** What the bundles of the application say that they need and give, by which other frameworks and repositories resolve them. */
class RequirementsTest {
    private static final Path DIST = Path.of("cnf/cache/application/dist").toAbsolutePath();

    @TempDir
    static Path temp;

    private static Framework framework;
    private static List<BundleRevision> all;

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(Files.exists(DIST.resolve("system.list")), "the build has not made the application");
        framework = java.util.ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(new HashMap<>(Map.of(Constants.FRAMEWORK_STORAGE, temp.toString())));
        framework.init();
        for (String location : Distribution.of(DIST).locations()) {
            framework.getBundleContext().installBundle(location);
        }
        all = Stream.of(framework.getBundleContext().getBundles())
                .map(bundle ->
                        bundle.adapt(BundleRevisions.class).getRevisions().get(0))
                .toList();
    }

    @AfterAll
    static void stop() throws BundleException, InterruptedException {
        if (framework != null) {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    private static Stream<BundleRevision> ours() {
        return all.stream().filter(bundle -> bundle.getSymbolicName().startsWith("rai."));
    }

    private static boolean requires(BundleRevision bundle, String namespace, String inFilter) {
        return bundle.getDeclaredRequirements(namespace).stream()
                .anyMatch(requirement ->
                        requirement.getDirectives().getOrDefault("filter", "").contains(inFilter));
    }

    private static boolean isOptional(BundleRequirement requirement) {
        return "optional".equals(requirement.getDirectives().get("resolution"));
    }

    /** By whatever bundle, its own included: also where the framework would not look, as for what is effective later. */
    private static boolean isProvided(BundleRequirement requirement) {
        try {
            var filter = FrameworkUtil.createFilter(
                    requirement.getDirectives().getOrDefault("filter", "(!(no.attribute=*))"));
            return all.stream()
                    .flatMap(bundle -> bundle.getDeclaredCapabilities(requirement.getNamespace()).stream())
                    .map(BundleCapability::getAttributes)
                    .anyMatch(filter::matches);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void whatHasComponentsRequiresDeclarativeServices() {
        assertThat(ours().filter(bundle -> bundle.getBundle().getHeaders("").get("Service-Component") != null))
                .isNotEmpty()
                .allMatch(bundle -> requires(bundle, "osgi.extender", "(osgi.extender=osgi.component)"));
    }

    @Test
    void whatHasClassesRequiresTheJavaThatTheyAreCompiledFor() {
        assertThat(ours().filter(bundle -> !requires(bundle, "osgi.native", "")))
                .isNotEmpty()
                .allMatch(bundle -> requires(bundle, "osgi.ee", "(&(osgi.ee=JavaSE)(version=17))"));
    }

    @Test
    void everyRequirementIsMetByABundleOfTheApplicationOrTheFramework() {
        assertThat(ours().flatMap(bundle -> bundle.getDeclaredRequirements(null).stream())
                        .filter(requirement -> !isOptional(requirement))
                        .filter(requirement -> !requirement.toString().contains("jdk.incubator.vector"))
                        .filter(requirement -> !isProvided(requirement)))
                .isEmpty();
    }

    /** If it were wanted and could come later, it would depend on the order whether it is used. */
    @Test
    void whatIsOptionalComesFromJavaAloneOrWithWhatIsRequired() {
        Set<String> exported = all.stream()
                .filter(bundle -> bundle.getBundle().getBundleId() != 0)
                .flatMap(bundle -> bundle.getDeclaredCapabilities("osgi.wiring.package").stream())
                .map(capability -> (String) capability.getAttributes().get("osgi.wiring.package"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ours().flatMap(bundle -> bundle.getDeclaredRequirements("osgi.wiring.package").stream())
                        .filter(RequirementsTest::isOptional)
                        .filter(requirement -> exported.contains(requirement
                                .getDirectives()
                                .get("filter")
                                .replaceFirst(".*osgi\\.wiring\\.package=([^)]*).*", "$1")))
                        .map(BundleRequirement::toString)
                        .filter(requirement -> !requirement.contains("org.apache.felix.gogo.runtime")))
                .isEmpty();
    }

    @Test
    void onlyWhatMayStayUnresolvedRequiresTheVectorApi() {
        assertThat(ours().filter(bundle -> bundle.getDeclaredRequirements("osgi.wiring.package").stream()
                                .anyMatch(requirement -> !isOptional(requirement)
                                        && requirement.toString().contains("jdk.incubator.vector")))
                        .map(BundleRevision::getBundle))
                .allMatch(bundle -> "true".equals(bundle.getHeaders("").get("RAI-Optional")))
                .extracting(Bundle::getSymbolicName)
                .containsExactly("rai.vector");
    }

    @Test
    void nativeCodeSaysForWhichMachineItIsAndIsRequiredByWhatUsesIt() {
        assertThat(ours().filter(bundle -> requires(bundle, "osgi.native", "osgi.native.osname")))
                .extracting(BundleRevision::getSymbolicName)
                .containsExactly("rai.nd4j.natives");
        assertThat(ours().filter(bundle ->
                        !bundle.getDeclaredRequirements("rai.nd4j.natives").isEmpty()))
                .extracting(BundleRevision::getSymbolicName)
                .containsExactly("rai.nd4j");
    }

    @Test
    void whatBringsCommandsRequiresGogo() {
        assertThat(ours().filter(bundle -> requires(bundle, "org.apache.felix.gogo", "command.implementation")))
                .extracting(BundleRevision::getSymbolicName)
                .containsExactly("rai.shell");
    }
}
