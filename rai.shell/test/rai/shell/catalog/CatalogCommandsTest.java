package rai.shell.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import rai.api.method.TrainingMethod.Batching;
import rai.api.report.Report;
import rai.api.spec.About;
import rai.api.spec.Named;
import rai.api.study.Outcome;
import rai.api.study.Study;
import rai.api.study.StudyRequest;
import rai.api.study.Trial;
import rai.shell.console.Failure;
import rai.shell.testing.Captured;
import rai.shell.testing.FakeCatalog;

class CatalogCommandsTest {
    @Named("twin")
    @About("A study called twin.")
    static class TwinStudy implements Study {
        @Override
        public List<Trial> plan(StudyRequest request, List<Outcome> ended) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Report report(StudyRequest request, List<Outcome> outcomes, Models models) {
            throw new UnsupportedOperationException();
        }
    }

    private final FakeCatalog catalog =
            new FakeCatalog(new FakeCatalog.Cloud(), new FakeCatalog.TwinData(), new TwinStudy());
    private final ListCommand list = new ListCommand(catalog);
    private final DescribeCommand describe = new DescribeCommand(catalog);

    @Test
    void listShowsEveryServiceInALine() {
        assertThat(Captured.of(list).out().lines())
                .containsExactly(
                        "kind     name   bundle    version  about",
                        "dataset  cloud  a.bundle  1.2.3    A cloud.",
                        "dataset  twin   a.bundle  1.2.3    A dataset called twin.",
                        "study    twin   a.bundle  1.2.3    A study called twin.");
    }

    @Test
    void listOfAKindShowsOnlyThat() {
        assertThat(Captured.of(list, "studies").out().lines()).hasSize(2).anyMatch(line -> line.startsWith("study"));
    }

    @Test
    void listOfAnUnknownKindSuggestsTheNearest() {
        assertThatThrownBy(() -> Captured.of(list, "optimiser"))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("unknown kind 'optimiser': did you mean 'optimizer'?");
    }

    @Test
    void listAsJsonShowsTheSettingsToo() {
        var cloud = JsonParser.parseString(
                        Captured.of(list, "dataset", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(cloud.keySet())
                .containsExactly(
                        "kind", "name", "about", "formula", "source", "settings", "bundle", "version", "quarantine");
        var setting = cloud.getAsJsonArray("settings").get(0).getAsJsonObject();
        assertThat(setting.get("name").getAsString()).isEqualTo("n");
        assertThat(setting.get("type").getAsString()).isEqualTo("integer");
        assertThat(setting.get("default").getAsJsonPrimitive().isNumber()).isTrue();
        assertThat(setting.get("default").getAsInt()).isEqualTo(10);
        assertThat(setting.get("range").getAsString()).isEqualTo(">= 1");
    }

    @Test
    void describeShowsTheValuesThatTheSpecGives() {
        assertThat(Captured.of(describe, "cloud(n=7)").out().lines())
                .contains(
                        "dataset          cloud(n=7)",
                        "formula          x ~ N(0, 1)",
                        "source           Gauss, 1809",
                        "bundle           a.bundle 1.2.3",
                        "n            7       10  integer  >= 1   How many.");
    }

    @Test
    void describeShowsAllServicesOfThatName() {
        assertThat(Captured.of(describe, "twin").out()).contains("A dataset called twin.", "A study called twin.");
    }

    @Test
    void describeOfAKindShowsOnlyThat() {
        assertThat(Captured.of(describe, "twin", "--kind", "study").out())
                .contains("A study called twin.")
                .doesNotContain("A dataset called twin.");
    }

    @Test
    void describeAsJsonHoldsSpecAndValues() {
        var cloud = JsonParser.parseString(
                        Captured.of(describe, "cloud", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(cloud.get("spec").getAsString()).isEqualTo("cloud(n=10)");
        assertThat(cloud.getAsJsonObject("values").getAsJsonPrimitive("n").isNumber())
                .isTrue();
    }

    @Test
    void whatIsInQuarantineIsListedAsThat() {
        catalog.quarantine = "it throws";
        assertThat(Captured.of(list, "dataset").out().lines())
                .contains("dataset  cloud  a.bundle  1.2.3    IN QUARANTINE: it throws. A cloud.");
        var cloud = JsonParser.parseString(
                        Captured.of(list, "dataset", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(cloud.get("quarantine").getAsString()).isEqualTo("it throws");
    }

    @Test
    void whatIsInQuarantineIsDescribedNevertheless() {
        catalog.quarantine = "it throws";
        assertThat(Captured.of(describe, "cloud").out().lines())
                .contains("dataset          cloud(n=10)", "about            A cloud.", "quarantine       it throws");
        var cloud = JsonParser.parseString(
                        Captured.of(describe, "cloud", "--json").out())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        assertThat(cloud.get("quarantine").getAsString()).isEqualTo("it throws");
        assertThatThrownBy(() -> Captured.of(describe, "cloud(n=7)"))
                .hasMessage("cloud(n=7) is in quarantine, since it throws");
    }

    @Test
    void describeOfAnUnknownNameSuggestsTheNearestOfAllKinds() {
        assertThatThrownBy(() -> Captured.of(describe, "clod"))
                .hasMessageStartingWith("unknown service 'clod': did you mean 'cloud'?");
    }

    @Test
    void describeOfAValueOutOfRangeFails() {
        assertThatThrownBy(() -> Captured.of(describe, "cloud(n=0)"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("'n'");
    }

    private final DescribeCommand activations = new DescribeCommand(new FakeCatalog(new FakeCatalog.Steps()));

    @Test
    void describeShowsThePropertiesOfAnActivationWithItsSettings() {
        assertThat(Captured.of(activations, "steps(height=3)").out().lines())
                .contains(
                        "range            0 to 3",
                        "monotone         yes",
                        "symmetry         none",
                        "lipschitz        none, the slope has no bound",
                        "saturates        on both sides");
        var steps = JsonParser.parseString(
                        Captured.of(activations, "steps(height=3)", "--json").out())
                .getAsJsonArray()
                .get(0);
        var properties = steps.getAsJsonObject().getAsJsonObject("properties");
        assertThat(properties.get("high").getAsDouble()).isEqualTo(3);
        assertThat(properties.get("lipschitz").isJsonNull()).isTrue();
        assertThat(properties.get("saturation").getAsString()).isEqualTo("both");
    }

    @Test
    void describeShowsTheBatchesThatAMethodTrainsWith() {
        DescribeCommand methods = new DescribeCommand(new FakeCatalog(new FakeCatalog.Whole()));
        assertThat(Captured.of(methods, "whole").out().lines()).contains("trains with      the full batch only");
        var whole = JsonParser.parseString(
                        Captured.of(methods, "whole", "--json").out())
                .getAsJsonArray()
                .get(0);
        assertThat(whole.getAsJsonObject().getAsJsonArray("batching"))
                .extracting(JsonElement::getAsString)
                .containsExactly("full-batch");
    }

    @Test
    void theBatchesOfAMethodAreWords() {
        assertThat(MethodFacts.batches(Set.of(Batching.values()))).isEqualTo("the full batch or mini-batches");
        assertThat(MethodFacts.batches(Set.of(Batching.MINI_BATCH))).isEqualTo("mini-batches only");
        assertThat(MethodFacts.document(Set.of(Batching.values()))).containsExactly("full-batch", "mini-batch");
    }

    @Test
    void describeDrawsAnActivation() {
        String low = " ".repeat(6) + "0 " + "*".repeat(25) + ".".repeat(36);
        String high = "   3.00 " + " ".repeat(25) + "*".repeat(36);
        assertThat(Captured.of(activations, "steps(height=3)").out().lines()).contains(high, low);
    }

    @Test
    void whatIsNotAnActivationIsNotDrawn() {
        assertThat(Captured.of(describe, "cloud").out())
                .doesNotContain("derivative")
                .doesNotContain("monotone");
    }
}
