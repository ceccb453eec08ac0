package rai.shell.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import rai.api.study.Studies;
import rai.api.study.StudySource;
import rai.shell.command.DataInvocation;
import rai.shell.console.Console;
import rai.shell.text.Json;
import rai.shell.text.Table;

/** {@code study list}: the studies that bundles bring. */
@Command(
        name = "list",
        description = "List the studies that bundles bring.",
        footer = "A study file of your own is run by its path: study run FILE.")
final class StudyList extends DataInvocation {
    private final Studies studies;

    StudyList(Studies studies) {
        this.studies = studies;
    }

    @Override
    protected void run(Console console) {
        List<StudySource> all = studies.list();
        if (json) {
            console.out()
                    .println(Json.text(all.stream().map(StudyList::document).toList()));
            return;
        }
        Table table = new Table(List.of("study", "question", "from"));
        all.forEach(study -> table.row(List.of(study.name(), study.title(), study.origin())));
        console.print(table.lines());
    }

    private static Map<String, Object> document(StudySource study) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", study.name());
        map.put("title", study.title());
        map.put("origin", study.origin());
        return map;
    }
}
