package rai.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog.Entry;
import rai.api.catalog.Kind;
import rai.api.optimizer.Optimizer;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog.Offer;

class ServiceCatalogTest {
    private final ServiceCatalog catalog = new ServiceCatalog();

    @Test
    void ofTwoServicesWithOneNameTheHigherRankedIsTaken() {
        Activation low = new Fixtures.Bend();
        Activation high = new Fixtures.Bend();
        catalog.add(offer(low, 0, 1));
        catalog.add(offer(high, 5, 2));
        assertThat(catalog.resolve(Activation.class, Spec.named("bend")).service()).isSameAs(high);
    }

    @Test
    void ofEqualRanksTheOlderIsTakenAndTheNewerWhenThatIsGone() {
        Activation old = new Fixtures.Bend();
        Activation young = new Fixtures.Bend();
        Offer first = offer(old, 0, 1);
        catalog.add(offer(young, 0, 2));
        catalog.add(first);
        assertThat(catalog.resolve(Activation.class, Spec.named("bend")).service()).isSameAs(old);
        catalog.remove(first);
        assertThat(catalog.resolve(Activation.class, Spec.named("bend")).service()).isSameAs(young);
    }

    @Test
    void whatIsGoneIsUnknown() {
        Offer offer = offer(new Fixtures.Bend(), 0, 1);
        catalog.add(offer);
        catalog.remove(offer);
        assertThat(catalog.list(Kind.ACTIVATION)).isEmpty();
        assertThatThrownBy(() -> catalog.resolve(Activation.class, Spec.named("bend")))
                .isInstanceOf(SpecException.class)
                .hasMessage("unknown activation 'bend': there is none");
    }

    @Test
    void everyComingAndGoingIsCounted() {
        long before = catalog.changes();
        Offer offer = offer(new Fixtures.Bend(), 0, 1);
        catalog.add(offer);
        assertThat(catalog.changes()).isGreaterThan(before);
        before = catalog.changes();
        catalog.remove(offer);
        assertThat(catalog.changes()).isGreaterThan(before);
    }

    @Test
    void aServiceIsResolvedWithAllItsSettings() {
        assertThat(Fixtures.catalog().resolve(Optimizer.class, Spec.parse("descent")).spec())
                .hasToString("descent(rate=0.1)");
    }

    @Test
    void aListTellsNamesAndBundles() {
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        assertThat(catalog.list(Kind.ACTIVATION))
                .extracting(Entry::name, Entry::bundle, Entry::version)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("bend", "a.bundle", "1.2.3"));
    }

    @Test
    void aServiceThatCanNotBeMadeDoesNotHideTheOthers() {
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        catalog.add(new Offer(Kind.ACTIVATION, "broken", 0, 2, "b", "1", () -> {
            throw new SpecException("it could not be made");
        }));
        assertThat(catalog.list(Kind.ACTIVATION)).extracting(Entry::name).containsExactly("bend", "broken");
    }

    private static Offer offer(Activation service, int rank, long order) {
        return new Offer(Kind.ACTIVATION, "bend", rank, order, "a.bundle", "1.2.3", () -> service);
    }
}
