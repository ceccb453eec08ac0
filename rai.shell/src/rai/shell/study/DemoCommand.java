package rai.shell.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rai.api.report.Chart;
import rai.api.report.Report;
import rai.api.study.Studies;
import rai.api.study.StudySource;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;
import rai.shell.picture.PictureOptions;

/** {@code demo}: the study of that name, the first thing to try. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "demo"})
public final class DemoCommand extends ShellCommand {
    private static final String DEMO = "demo";

    private final Studies studies;

    /** @param studies knows and runs studies */
    @Activate
    public DemoCommand(@Reference Studies studies) {
        this.studies = studies;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = DEMO,
            description = "See the main result in about a minute: a table, a picture and a page.",
            footer = "It is the study demo, kept in demo/; when it has ended, it trains nothing again.")
    private final class Use extends StudyTraining {
        @Mixin
        private final PictureOptions picture = new PictureOptions();

        Use() {
            super(DemoCommand.this.studies, new ReportPages());
        }

        @Override
        String study() {
            return DEMO;
        }

        @Override
        Path usualPlace(StudySource source) {
            return Path.of(DEMO);
        }

        @Override
        List<Path> pictures(Report report, Path directory) throws IOException {
            List<Path> drawn = new ArrayList<>();
            for (Report.Section section : report.sections()) {
                for (var block : section.blocks()) {
                    if (block instanceof Chart.Landscapes landscapes) {
                        Files.createDirectories(directory);
                        Path file = directory.resolve(DEMO + ".png");
                        picture.write(PanelPicture.of(landscapes, report.title()), file);
                        drawn.add(file);
                    }
                }
            }
            return drawn;
        }
    }
}
