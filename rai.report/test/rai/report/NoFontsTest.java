package rai.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Writes a report in a Java of its own that finds no fonts, since fonts are loaded once and for all. */
@EnabledOnOs(OS.LINUX)
class NoFontsTest {
    @TempDir
    Path folder;

    @Test
    void withoutFontsEverythingIsWrittenExceptPngFilesAndThePageSaysSo() throws Exception {
        Path configuration = Files.writeString(
                folder.resolve("fonts.conf"),
                "<?xml version=\"1.0\"?><fontconfig><cachedir>" + folder + "/cache</cachedir></fontconfig>");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                SampleReport.class.getName(),
                folder.resolve("report").toString());
        java.environment().put("FONTCONFIG_FILE", configuration.toString());
        Process process = java.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(folder.resolve("report/pictures/rates.svg")).exists();
        assertThat(folder.resolve("report/pictures/rates.png")).doesNotExist();
        assertThat(Files.readString(folder.resolve("report/report.html")))
                .contains("There are no PNG files: Java finds no fonts")
                .contains("pictures/rates.svg")
                .doesNotContain(".png");
    }
}
