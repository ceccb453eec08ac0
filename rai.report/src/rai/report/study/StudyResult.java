package rai.report.study;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import rai.api.report.DataTable;
import rai.api.report.Statement;

/**
 * What a page shows of a study that was run.
 *
 * @param title the title of the study
 * @param question what it asks; may be empty
 * @param answer what it says
 * @param tables its tables by name, in the order of the report
 * @param main the names of the main tables
 * @param pictures the pictures that lie beside the page, in the order in which it shows them
 * @param effort what the result has cost
 */
public record StudyResult(
        String title,
        String question,
        List<Statement> answer,
        Map<String, DataTable> tables,
        List<String> main,
        List<Picture> pictures,
        Effort effort) {
    /** Copies the lists. */
    public StudyResult {
        answer = List.copyOf(answer);
        main = List.copyOf(main);
        pictures = List.copyOf(pictures);
    }

    /**
     * A picture beside the page.
     *
     * @param name the name of the chart
     * @param title its title
     * @param caption the lines below it
     * @param file the name of its file in the folder of the page
     * @param narrow the name of the file for narrow screens; empty in results of earlier versions
     */
    public record Picture(String name, String title, String caption, String file, String narrow) {
        /** @return the names of its files */
        Stream<String> files() {
            return Stream.of(file, narrow).filter(one -> !one.isEmpty());
        }
    }

    /**
     * What a result has cost.
     *
     * @param command the command that trains the study
     * @param planned how many trainings are known
     * @param ended how many of them have ended
     * @param seeds with how many seeds
     * @param trainingSeconds the time of all trainings, one after the other
     * @param clockSeconds how long they took side by side; NaN if it is not known
     * @param reportSeconds the time that the report took, which may compute a lot for itself
     * @param cores how many processors this machine has
     * @param processor the name of its processor; empty if it is not known
     */
    public record Effort(
            String command,
            int planned,
            int ended,
            int seeds,
            double trainingSeconds,
            double clockSeconds,
            double reportSeconds,
            int cores,
            String processor) {
        /** @return whether all trainings have ended */
        public boolean isComplete() {
            return ended >= planned;
        }

        /** @return how long one waits for the result: for the trainings, side by side if that is known, and for the report */
        public double seconds() {
            return (Double.isNaN(clockSeconds) ? trainingSeconds : clockSeconds) + reportSeconds;
        }

        /** What differs from one time to the next is taken from an earlier time. */
        Effort measuredAs(Effort earlier) {
            return new Effort(
                    command,
                    planned,
                    ended,
                    seeds,
                    trainingSeconds,
                    clockSeconds,
                    earlier.reportSeconds,
                    earlier.cores,
                    earlier.processor);
        }
    }

    /** @return the statements that compare with a source */
    public List<Statement> comparing() {
        return answer.stream()
                .filter(statement -> statement.figures().isPresent())
                .toList();
    }

    /** @return how many of {@link #comparing} agree with it */
    public long reproduced() {
        return comparing().stream()
                .filter(statement -> statement.mark() == Statement.Mark.YES)
                .count();
    }
}
