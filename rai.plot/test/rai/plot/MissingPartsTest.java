package rai.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Draws in a Java of its own that lacks something, as its parts are loaded once and for all. */
@EnabledOnOs(OS.LINUX)
class MissingPartsTest {

    private static final String NO_FONTS = ": cannot draw text: Java finds no fonts that it can use on this machine; "
            + "install for example fontconfig, fonts-dejavu-core, libfreetype6 and libharfbuzz0b (Debian)";
    private static final String NO_DISPLAY =
            ": cannot draw: Java cannot open this machine's display; " + "start it with -Djava.awt.headless=true";

    @TempDir
    Path folder;

    /** What runs in the other Java: tries twice, as the second failure is another than the first. */
    static final class Child {

        public static void main(String[] args) {
            Figure figure = Figure.of(LineChart.of("", Axis.of(""), Axis.of("")));
            for (int i = 0; i < 2; i++) {
                try {
                    figure.write(Path.of(args[0]));
                    System.out.println("written");
                } catch (IOException e) {
                    System.out.println(e.getMessage());
                }
            }
        }
    }

    @Test
    void withoutFontsOneSentenceSaysWhatToInstall() throws Exception {
        Path configuration = Files.writeString(
                folder.resolve("fonts.conf"),
                "<?xml version=\"1.0\"?><fontconfig><cachedir>" + folder + "/cache</cachedir></fontconfig>");

        assertThat(draw("FONTCONFIG_FILE", configuration.toString(), "true"))
                .containsExactly(message(NO_FONTS), message(NO_FONTS));
    }

    @Test
    void withAMissingDisplayOneSentenceSaysHowToDoWithoutIt() throws Exception {
        assumeTrue(
                Files.exists(Path.of(System.getProperty("java.home"), "lib", "libawt_xawt.so")),
                "this Java has no part for displays, as some packages for servers");
        assertThat(draw("DISPLAY", ":4711", "false")).containsExactly(message(NO_DISPLAY), message(NO_DISPLAY));
    }

    private String message(String reason) {
        return "cannot write the picture " + folder.resolve("picture.png") + reason;
    }

    private List<String> draw(String variable, String value, String headless) throws Exception {
        String classes = place(Figure.class) + File.pathSeparator + place(Child.class);
        Path output = folder.resolve("output.txt");
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=" + headless,
                "-Duser.home=" + folder,
                "-cp",
                classes,
                Child.class.getName(),
                folder.resolve("picture.png").toString());
        java.environment().put(variable, value);
        java.redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    private static Path place(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
