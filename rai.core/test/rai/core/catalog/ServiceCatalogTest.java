package rai.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog.Entry;
import rai.api.catalog.Catalog.Provider;
import rai.api.catalog.Catalog.Quarantined;
import rai.api.catalog.Kind;
import rai.api.optimizer.Optimizer;
import rai.api.spec.Checked;
import rai.api.spec.Setting;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;
import rai.core.Fixtures;
import rai.core.catalog.ServiceCatalog.Offer;

class ServiceCatalogTest {
    private static final Spec BEND = Spec.named("bend");

    private final ServiceCatalog catalog = new ServiceCatalog();

    @Test
    void ofTwoServicesWithOneNameTheHigherRankedIsUsed() {
        Activation low = new Fixtures.Bend();
        Activation high = new Fixtures.Bend();
        catalog.add(offer(low, 0, 1));
        catalog.add(offer(high, 5, 2));
        assertThat(catalog.resolve(Activation.class, Spec.named("bend")).service())
                .isSameAs(high);
    }

    @Test
    void ofEqualRanksTheOlderIsUsedAndThenTheNewer() {
        Activation old = new Fixtures.Bend();
        Activation young = new Fixtures.Bend();
        Offer first = offer(old, 0, 1);
        catalog.add(offer(young, 0, 2));
        catalog.add(first);
        assertThat(catalog.resolve(Activation.class, Spec.named("bend")).service())
                .isSameAs(old);
        catalog.remove(first);
        assertThat(catalog.resolve(Activation.class, Spec.named("bend")).service())
                .isSameAs(young);
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
    void everyAppearanceAndDisappearanceIsCounted() {
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
        assertThat(Fixtures.catalog()
                        .resolve(Optimizer.class, Spec.parse("descent"))
                        .spec())
                .hasToString("descent(rate=0.1)");
    }

    @Test
    void aListShowsNamesAndBundles() {
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        assertThat(catalog.list(Kind.ACTIVATION))
                .extracting(Entry::name, Entry::bundle, Entry::version)
                .containsExactly(tuple("bend", "a.bundle", "1.2.3"));
    }

    @Test
    void aServiceThatCannotBeCreatedDoesNotHideTheOthers() {
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        catalog.add(new Offer(Kind.ACTIVATION, "broken", 0, 2, "b", "1", () -> {
            throw new SpecException("it could not be made");
        }));
        assertThat(catalog.list(Kind.ACTIVATION)).extracting(Entry::name).containsExactly("bend", "broken");
    }

    private static final Provider PROVIDER = new Provider("a.bundle", "1.2.3", "");

    @Test
    void aServiceInQuarantineIsRefusedWithTheReason() {
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        catalog.quarantine(Activation.class, BEND, PROVIDER, "it returned NaN for z = 0.5");
        assertThatThrownBy(() -> catalog.resolve(Activation.class, BEND))
                .isInstanceOf(SpecException.class)
                .hasMessage("the activation 'bend' of a.bundle 1.2.3 is in quarantine: it returned NaN for z = 0.5;"
                        + " replace its bundle");
        assertThatThrownBy(() -> catalog.find(Activation.class, BEND, PROVIDER))
                .hasMessageContaining("is in quarantine");
        assertThat(catalog.quarantined())
                .containsExactly(new Quarantined(Kind.ACTIVATION, BEND, PROVIDER, "it returned NaN for z = 0.5"));
    }

    @Test
    void ifOneIsInQuarantineTheNextBestIsReturned() {
        Activation good = new Fixtures.Bend();
        catalog.add(offer(good, 0, 1));
        catalog.add(new Offer(Kind.ACTIVATION, "bend", 5, 2, "bad", "1", Fixtures.Bend::new));
        Provider bad = new Provider("bad", "1", "");
        assertThat(catalog.find(Activation.class, BEND).provider()).isEqualTo(bad);
        catalog.quarantine(Activation.class, BEND, bad, "it throws");
        assertThat(catalog.find(Activation.class, BEND).service()).isSameAs(good);
        assertThat(catalog.list(Kind.ACTIVATION))
                .extracting(Entry::bundle, Entry::quarantine)
                .containsExactly(tuple("a.bundle", ""), tuple("bad", "it throws"));
    }

    @Test
    void ifAllAreInQuarantineTheBestIsNamed() {
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        catalog.add(new Offer(Kind.ACTIVATION, "bend", 5, 2, "best", "1", Fixtures.Bend::new));
        catalog.quarantine(Activation.class, BEND, PROVIDER, "it lies");
        catalog.quarantine(Activation.class, BEND, new Provider("best", "1", ""), "it throws");
        assertThatThrownBy(() -> catalog.resolve(Activation.class, BEND))
                .hasMessageContaining("of best 1", "it throws");
    }

    @Test
    void quarantineIsOfOneSpecHoweverItIsWritten() {
        catalog.add(new Offer(Kind.OPTIMIZER, "descent", 0, 1, "a.bundle", "1.2.3", Fixtures.Descent::new));
        catalog.quarantine(Optimizer.class, Spec.parse("descent(rate=0.1)"), PROVIDER, "it writes NaN");
        for (String spec : List.of("descent", "descent(0.1)", "descent(rate=0.10)")) {
            assertThatThrownBy(() -> catalog.resolve(Optimizer.class, Spec.parse(spec)))
                    .hasMessageStartingWith("the optimizer 'descent(rate=0.1)' of a.bundle 1.2.3 is in quarantine");
        }
        assertThat(catalog.resolve(Optimizer.class, Spec.parse("descent(rate=0.2)"))
                        .service())
                .isNotNull();
        assertThat(catalog.list(Kind.OPTIMIZER))
                .extracting(Entry::quarantine)
                .containsExactly("descent(rate=0.1): it writes NaN");
    }

    @Test
    void quarantineIsOfOneContentOfABundle() {
        Offer offer = new Offer(Kind.ACTIVATION, "bend", 0, 1, "a.bundle", "1.2.3", () -> "abc", Fixtures.Bend::new);
        catalog.add(offer);
        assertThat(catalog.find(Activation.class, BEND).provider().sha256()).isEqualTo("abc");
        catalog.quarantine(Activation.class, BEND, new Provider("a.bundle", "1.2.3", "def"), "it throws");
        assertThat(catalog.quarantined()).isEmpty();
        catalog.quarantine(Activation.class, BEND, new Provider("a.bundle", "1.2.3", "abc"), "it throws");
        assertThat(catalog.quarantined()).hasSize(1);
    }

    @Test
    void quarantineIsLiftedWhenTheServiceGoes() {
        Offer offer = offer(new Fixtures.Bend(), 0, 1);
        catalog.add(offer);
        catalog.quarantine(Activation.class, BEND, PROVIDER, "it throws");
        catalog.remove(offer);
        catalog.add(offer);
        assertThat(catalog.quarantined()).isEmpty();
        assertThat(catalog.resolve(Activation.class, BEND).service()).isNotNull();
    }

    @Test
    void aServiceThatIsGoneCanNotBePutInQuarantine() {
        catalog.quarantine(Activation.class, BEND, PROVIDER, "it throws");
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        assertThat(catalog.quarantined()).isEmpty();
    }

    @Test
    void quarantineIsAChangeTheFirstTime() {
        catalog.add(offer(new Fixtures.Bend(), 0, 1));
        long before = catalog.changes();
        catalog.quarantine(Activation.class, BEND, PROVIDER, "it throws");
        assertThat(catalog.changes()).isGreaterThan(before);
        before = catalog.changes();
        catalog.quarantine(Activation.class, BEND, PROVIDER, "it throws again");
        assertThat(catalog.changes()).isEqualTo(before);
        assertThat(catalog.quarantined()).extracting(Quarantined::reason).containsExactly("it throws");
    }

    @Test
    void aServiceIsCreatedOnceEvenIfThatFails() {
        AtomicInteger asked = new AtomicInteger();
        catalog.add(new Offer(Kind.ACTIVATION, "bend", 0, 1, "a.bundle", "1.2.3", () -> {
            asked.incrementAndGet();
            throw new IllegalStateException("no\n way");
        }));
        for (int i = 0; i < 3; i++) {
            assertThat(catalog.list(Kind.ACTIVATION))
                    .extracting(Entry::quarantine)
                    .containsExactly("it cannot be created (java.lang.IllegalStateException: no way)");
            assertThatThrownBy(() -> catalog.resolve(Activation.class, BEND))
                    .isInstanceOf(SpecException.class)
                    .hasMessage("the activation 'bend' of a.bundle 1.2.3 is in quarantine: it cannot be created"
                            + " (java.lang.IllegalStateException: no way); replace its bundle");
        }
        assertThat(asked).hasValue(1);
        assertThat(catalog.quarantined()).extracting(Quarantined::spec).containsExactly(BEND);
    }

    @Test
    void ifTheBestCannotBeLinkedTheNextIsUsed() {
        Activation good = new Fixtures.Bend();
        catalog.add(offer(good, 0, 1));
        catalog.add(new Offer(Kind.ACTIVATION, "bend", 5, 2, "bad", "1", () -> {
            throw new NoClassDefFoundError("org/example/Gone");
        }));
        assertThat(catalog.resolve(Activation.class, BEND).service()).isSameAs(good);
    }

    @Test
    void aServiceThatHangsWhileItIsMadeIsWaitedForOnceAndTheOthersAreThere() {
        ServiceCatalog impatient = new ServiceCatalog(Duration.ofSeconds(2));
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        impatient.add(offer(new Fixtures.Bend(), 0, 1));
        impatient.add(new Offer(Kind.ACTIVATION, "stuck", 0, 2, "b", "1", () -> {
            asked.incrementAndGet();
            await(never);
            return new Fixtures.Bend();
        }));
        for (int i = 0; i < 2; i++) {
            assertThat(impatient.list(Kind.ACTIVATION))
                    .extracting(Entry::name, Entry::quarantine)
                    .containsExactly(tuple("bend", ""), tuple("stuck", "it cannot be created within 2 s"));
        }
        never.countDown();
        assertThatThrownBy(() -> impatient.resolve(Activation.class, Spec.named("stuck")))
                .hasMessageContaining("within 2 s");
        assertThat(asked).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // it takes no notice
            }
        }
    }

    static class Wrong extends Fixtures.Bend {
        @Setting(value = "How steep.", min = 0)
        double slope = -1;
    }

    @Test
    void aServiceWithWronglyDeclaredSettingsIsRefused() {
        catalog.add(offer(new Wrong(), 0, 1));
        assertThat(catalog.list(Kind.ACTIVATION))
                .extracting(Entry::quarantine)
                .containsExactly("it cannot be created (the setting 'slope' of " + Wrong.class.getName()
                        + " has the default -1, which is not in its range >= 0)");
    }

    /** Its check is the author's code. */
    static class Touchy extends Fixtures.Bend implements Checked {
        @Setting("What to do.")
        String mood = "fine";

        @Override
        public void check() {
            switch (mood) {
                case "throw" -> throw new NullPointerException("none");
                case "refuse" -> throw new SpecException("not in this mood");
                case "hang" -> await(new CountDownLatch(1));
                default -> {}
            }
        }
    }

    @Test
    void aServiceThatThrowsWhileItIsSetIsInQuarantineWithThatSpec() {
        catalog.add(offer(new Touchy(), 0, 1));
        assertThatThrownBy(() -> catalog.resolve(Activation.class, Spec.parse("bend(throw)")))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("bend(throw)", "it cannot be set (java.lang.NullPointerException: none)");
        assertThat(catalog.quarantined()).hasSize(1);
        assertThat(catalog.resolve(Activation.class, BEND).service()).isNotNull();
    }

    @Test
    void aSettingThatAServiceRefusesIsTheUsersMistake() {
        catalog.add(offer(new Touchy(), 0, 1));
        assertThatThrownBy(() -> catalog.resolve(Activation.class, Spec.parse("bend(refuse)")))
                .hasMessage("not in this mood");
        assertThat(catalog.quarantined()).isEmpty();
    }

    @Test
    void aServiceThatHangsWhileItIsSetIsWaitedForOnce() {
        ServiceCatalog impatient = new ServiceCatalog(Duration.ofSeconds(2)); // a busy machine needs some to make it
        impatient.add(offer(new Touchy(), 0, 1));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> impatient.resolve(Activation.class, Spec.parse("bend(hang)")))
                    .hasMessageContaining("it can't be set within 2 s");
        }
    }

    private static Offer offer(Activation service, int rank, long order) {
        return new Offer(Kind.ACTIVATION, "bend", rank, order, "a.bundle", "1.2.3", () -> service);
    }
}
