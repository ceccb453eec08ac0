package build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A software bill of materials in the format of CycloneDX, which its Maven plugin writes from a pom: names, versions, hashes, licences. */
final class Sbom {

    /** @param file where it goes, a file that ends in .json */
    static void write(String name, String version, List<Artifact> artifacts, Path file) throws Exception {
        Artifact plugin = Artifact.find("release", "cyclonedx-maven-plugin");
        Path work = Main.CACHE.resolve("sbom").resolve(name);
        Files2.delete(work);
        Path pom = Maven.pom(
                work,
                name,
                version,
                artifacts,
                "<properties><project.build.outputTimestamp>1980-01-01T00:00:00Z"
                        + "</project.build.outputTimestamp></properties>");
        Maven.run(
                pom,
                plugin.group() + ":" + plugin.name() + ":" + plugin.version() + ":makeBom",
                "-DoutputFormat=json",
                "-DincludeBomSerialNumber=false",
                "-DincludeTestScope=false");
        Files.createDirectories(file.getParent());
        Files.copy(work.resolve("target/bom.json"), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Sbom() {}
}
