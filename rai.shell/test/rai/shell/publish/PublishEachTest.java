package rai.shell.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import rai.api.layer.LayerFunction;
import rai.api.run.Archive;
import rai.api.run.LearntActivation;
import rai.api.run.RunRequest;
import rai.api.spec.Spec;
import rai.api.study.Curves;
import rai.api.study.Outcome;
import rai.api.study.Trial;
import rai.publish.Published;
import rai.publish.Publisher;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeStudies;

class PublishEachTest {
    @TempDir
    Path temp;

    private final FakeStudies studies = new FakeStudies();
    private final List<Publisher.Order> orders = new ArrayList<>();
    private final List<Path> withoutLearnt = new ArrayList<>();

    private static LearntActivation activation(boolean learnt) {
        return new LearntActivation(
                2,
                LayerFunction.class,
                Spec.parse("prelu(share=layer)"),
                8,
                Set.of(),
                learnt ? Map.of("slope", Nd4j.createFromArray(0.25f)) : Map.of(),
                Map.of());
    }

    private final Archive archive = (Archive) Proxy.newProxyInstance(
            Archive.class.getClassLoader(),
            new Class<?>[] {Archive.class},
            (self, method, arguments) ->
                    new Archive.Learnt(Map.of(), List.of(activation(!withoutLearnt.contains(arguments[0])))));

    private Published publish(Publisher.Order order) throws IOException {
        orders.add(order);
        Files.writeString(order.file(), order.source());
        return new Published(
                "published." + order.name(), "1.0.0", false, activation(true), "0.25", "", List.of(), Map.of());
    }

    private final PublishCommand command = new PublishCommand(this::publish, studies, archive);

    private Outcome kept(String run, Object... factors) throws IOException {
        return outcome(Optional.of(Files.createDirectories(temp.resolve("study/trials/" + run))), factors);
    }

    private static Outcome outcome(Optional<Path> directory, Object... factors) {
        Map<String, Object> of = new LinkedHashMap<>();
        for (int i = 0; i < factors.length; i += 2) {
            of.put((String) factors[i], factors[i + 1]);
        }
        Trial trial = new Trial("learn", of, RunRequest.builder().train("moons").build(), true);
        return new Outcome("id", trial, Outcome.State.DONE, Optional.empty(), Curves.NONE, "", 1, directory);
    }

    private String published(String... more) throws IOException {
        Path study = Files.createDirectories(temp.resolve("study"));
        List<String> words =
                new ArrayList<>(List.of(study.toString(), "--each", "--as", "learnt", "--out", temp + "/bundles"));
        words.addAll(List.of(more));
        return Captured.of(command, words.toArray(String[]::new)).out();
    }

    private List<String> names() {
        return orders.stream().map(Publisher.Order::name).toList();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkLeadsToTheFileThatIsWritten() throws IOException {
        Path real = temp.resolve("real.jar");
        Path link = Files.createSymbolicLink(temp.resolve("link.jar"), real);
        Captured captured = Captured.of(command, "relu", "--as", "mine", "--out", link.toString());
        assertThat(orders).extracting(Publisher.Order::file).containsExactly(real);
        assertThat(captured.out()).contains(link.toString());
    }

    @Test
    void eachKeptRunIsPublishedWithALineAndTheNameOfItsLevels() throws IOException {
        studies.outcomes = List.of(
                kept("a", "task", "covertype", "base", "tanh", "outer", "small", "seed", 0),
                kept("b", "task", "covertype", "base", "relu", "outer", "Large one", "seed", 0),
                outcome(Optional.empty(), "task", "covertype", "base", "gelu", "seed", 0));
        String out = published();
        assertThat(names()).containsExactly("learnt-tanh-small", "learnt-relu-large-one");
        assertThat(orders.get(0).source())
                .isEqualTo(temp.resolve("study/trials/a").toString());
        assertThat(out.lines())
                .containsExactly(
                        temp + "/bundles/learnt-tanh-small.jar: prelu(share=layer), learnt with task=covertype,"
                                + " base=tanh, outer=small, seed=0",
                        temp + "/bundles/learnt-relu-large-one.jar: prelu(share=layer), learnt with task=covertype,"
                                + " base=relu, outer=Large one, seed=0",
                        "",
                        "Next: install any of these 2 bundles, such as " + temp + "/bundles/learnt-tanh-small.jar,"
                                + " then use it: train --activation learnt-tanh-small");
    }

    @Test
    void theSeedIsInTheNamesOfRunsThatDifferInNothingElse() throws IOException {
        studies.outcomes = List.of(
                kept("a", "base", "tanh", "seed", 0),
                kept("b", "base", "tanh", "seed", 1),
                kept("c", "base", "relu", "seed", 0));
        published();
        assertThat(names()).containsExactly("learnt-tanh-seed-0", "learnt-tanh-seed-1", "learnt-relu");
    }

    @Test
    void aNumberStandsAfterItsAxis() throws IOException {
        studies.outcomes = List.of(kept("a", "depth", 4, "seed", 0), kept("b", "depth", 0.5, "seed", 0));
        published();
        assertThat(names()).containsExactly("learnt-depth-4", "learnt-depth-0-5000");
    }

    @Test
    void onlyTheChosenLevelsArePublishedAndLevelsThatAllHaveAreNotInTheNames() throws IOException {
        studies.outcomes = List.of(
                kept("a", "task", "covertype", "base", "tanh", "seed", 0),
                kept("b", "task", "moons", "base", "tanh", "seed", 0),
                kept("c", "task", "covertype", "base", "relu", "seed", 0),
                kept("d", "task", "covertype", "base", "relu", "seed", 1));
        published("--only", "task=covertype", "--only", "seed=0");
        assertThat(names()).containsExactly("learnt-tanh", "learnt-relu");
    }

    @Test
    void aLevelThatNoTrialHasIsRefusedWithThoseThatThereAre() throws IOException {
        studies.outcomes = List.of(kept("a", "base", "tanh"), kept("b", "base", "relu"));
        assertThatThrownBy(() -> published("--only", "base=gelu"))
                .isInstanceOf(Failure.class)
                .hasMessage("no trial of the study that has ended has the level base=gelu: there are relu, tanh");
    }

    @Test
    void runsThatHaveLearntNoActivationAreLeftOut() throws IOException {
        studies.outcomes = List.of(kept("a", "base", "tanh"), kept("b", "base", "relu"));
        withoutLearnt.add(temp.resolve("study/trials/b"));
        published();
        assertThat(orders).hasSize(1);
    }

    @Test
    void aStudyThatHasKeptNothingIsRefused() {
        studies.outcomes = List.of(outcome(Optional.empty(), "base", "tanh"));
        assertThatThrownBy(() -> published())
                .hasMessage("the study in " + temp + "/study has kept no run that has learnt an activation: there is"
                        + " nothing to publish");
    }

    @Test
    void anUnknownDirectoryIsRefused() {
        assertThatThrownBy(() -> Captured.of(command, "nowhere", "--each", "--as", "learnt"))
                .isInstanceOf(Failure.class)
                .hasMessage("there is no study in nowhere or studies/nowhere: give the directory that study run has"
                        + " written, or run it first");
    }

    @Test
    void nothingIsWrittenIfOneOfTheFilesExists() throws IOException {
        studies.outcomes = List.of(kept("a", "base", "tanh"), kept("b", "base", "relu"));
        Path there = Files.createDirectories(temp.resolve("bundles")).resolve("learnt-relu.jar");
        Files.writeString(there, "mine");
        assertThatThrownBy(() -> published())
                .isInstanceOf(Failure.class)
                .hasMessage(there + " already exists: use --replace to replace all of them, or --out for another"
                        + " directory; nothing was written");
        assertThat(orders).isEmpty();
        published("--replace");
        assertThat(names()).containsExactly("learnt-tanh", "learnt-relu");
    }

    @Test
    void runsThatWouldHaveTheSameNameAreRefused() throws IOException {
        studies.outcomes = List.of(kept("a", "base", "a b"), kept("b", "base", "a-b"));
        assertThatThrownBy(() -> published())
                .isInstanceOf(Failure.class)
                .hasMessage("two runs would be called learnt-a-b, that of base=a b and that of base=a-b: publish one of"
                        + " them by its directory, " + temp.resolve("study/trials/b"));
    }

    @Test
    void theDocumentHasAnEntryPerBundle() throws IOException {
        studies.outcomes = List.of(kept("a", "base", "tanh"), kept("b", "base", "relu"));
        JsonArray documents = JsonParser.parseString(published("--json")).getAsJsonArray();
        assertThat(documents).hasSize(2);
        assertThat(documents.get(1).getAsJsonObject().get("name").getAsString()).isEqualTo("learnt-relu");
        assertThat(documents.get(1).getAsJsonObject().get("file").getAsString())
                .isEqualTo(temp + "/bundles/learnt-relu.jar");
    }

    @Test
    void levelsNeedAStudy() {
        assertThatThrownBy(() -> Captured.of(command, "runs/a", "--as", "mine", "--only", "base=tanh"))
                .isInstanceOf(Failure.class)
                .hasMessage("--only chooses among the runs of a study: give --each and the directory of a study");
    }
}
