package rai.studies.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import rai.api.run.Processor;
import rai.studies.journal.Host;
import rai.studies.journal.Placements;

/** What of this process a result may depend on, and where it is found. */
final class Machine {
    static final String NAME = Host.NAME;

    private Machine() {}

    static Map<String, Object> here() {
        Map<String, Object> here = new LinkedHashMap<>();
        here.put("host", NAME);
        here.put("pid", ProcessHandle.current().pid());
        here.put(Placements.JAVA, System.getProperty("java.version"));
        here.put(Placements.PROCESSOR, Processor.name());
        return here;
    }
}
