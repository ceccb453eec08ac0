package rai.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import rai.api.catalog.Kind;

/** Writes Maven projects, each with one new service and its test. */
@ProviderType
public interface Projects {
    /** The Maven group of a project for which none is given. */
    String GROUP = "org.example";

    /** @return the kinds of service that a project can be written for */
    List<Kind> kinds();

    /**
     * Writes a project: whole, or not at all.
     *
     * @param order what to write, and where
     * @return what was written
     * @throws rai.api.spec.SpecException if it cannot be written as ordered; the message says what to do
     * @throws IOException if a file cannot be written; then none is left
     */
    Project write(Order order) throws IOException;

    /**
     * What to write.
     *
     * @param kind the word for the kind of service
     * @param name the name of the service, and of the project
     * @param pack the Java package of its class; null for one made of group and name
     * @param group the Maven group
     * @param directory an empty directory, or one that does not exist yet
     */
    record Order(String kind, String name, String pack, String group, Path directory) {}

    /**
     * A project that was written.
     *
     * @param kind the kind of service
     * @param files all files, by their paths in the project
     * @param source the file of the service
     * @param test the file of its test
     * @param jar the file that {@code mvn package} makes
     * @param version the version of RAI that it is compiled against, as Maven writes it
     * @param use a command of RAI that uses the service
     */
    record Project(Kind kind, List<String> files, String source, String test, String jar, String version, String use) {}
}
