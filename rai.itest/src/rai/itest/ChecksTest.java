package rai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.service.ServiceExtension;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.check.Checks;
import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;
import rai.api.data.DatasetSource;
import rai.api.data.Published;
import rai.api.spec.Spec;
import rai.api.spec.SpecException;

/** Every service of the house keeps the contract of its kind. */
@ExtendWith(ServiceExtension.class)
class ChecksTest {
    @InjectService(timeout = 10_000)
    Checks checks;

    @InjectService(timeout = 10_000)
    Catalog catalog;

    @TempDir
    static Path dir;

    @TestFactory
    Stream<DynamicTest> everyServiceKeepsItsContract() throws IOException {
        Map<String, String> specs = specs();
        List<DynamicTest> tests = new ArrayList<>();
        for (Kind kind : checks.kinds()) {
            for (Catalog.Entry entry : catalog.list(kind)) {
                String spec = specs.getOrDefault(kind.word() + " " + entry.name(), entry.name());
                if (kind == Kind.DATASET
                        && catalog.resolve(DatasetSource.class, Spec.parse(spec))
                                        .service()
                                instanceof Published) {
                    continue; // its files are a publisher's: its unit test checks it with files of its own
                }
                tests.add(DynamicTest.dynamicTest(
                        kind.word() + " " + spec,
                        () -> assertThat(checks.check(kind, Spec.parse(spec), verdict -> {}))
                                .isNotEmpty()
                                .filteredOn(verdict -> verdict.outcome() == Outcome.FAILED)
                                .as(kind.word() + " " + spec)
                                .isEmpty()));
            }
        }
        return tests.stream();
    }

    @Test
    void everySettingIsDescribedByASentence() {
        for (Kind kind : Kind.values()) {
            for (Catalog.Entry entry : catalog.list(kind)) {
                assertThat(entry.settings())
                        .as("settings of the %s %s", kind.word(), entry.name())
                        .allSatisfy(setting -> assertThat(setting.about()).matches("\\p{Lu}.*[^.]\\."));
            }
        }
    }

    /** What can't be had without settings; and a formula, which is computed as it is written, that has its limits. */
    private static Map<String, String> specs() throws IOException {
        Path csv = Files.writeString(dir.resolve("some.csv"), "a,b,c\n1,2,0\n3,4,1\n5,6,0\n");
        Path images = dir.resolve("images.idx");
        Path labels = dir.resolve("labels.idx");
        try (DataOutputStream pixels = new DataOutputStream(Files.newOutputStream(images));
                DataOutputStream numbers = new DataOutputStream(Files.newOutputStream(labels))) {
            int n = 6;
            for (int header : new int[] {0x803, n, 2, 2}) {
                pixels.writeInt(header);
            }
            for (int header : new int[] {0x801, n}) {
                numbers.writeInt(header);
            }
            for (int i = 0; i < n; i++) {
                pixels.write(new byte[] {(byte) i, 1, 2, 3});
                numbers.write(i % 3);
            }
        }
        Path folds = Files.writeString(dir.resolve("folds.csv"), "fold,row\n1,1\n1,3\n2,2\n2,4\n");
        Map<String, String> specs = new HashMap<>(Map.of(
                "split given", "given(file=" + folds + ")",
                "split leave-group-out", "leave-group-out(column=site)",
                "activation expression", "expression(formula=\"tanh(z)/2\")",
                "initializer constant", "constant(value=0.5)",
                "initializer given", "given(weights=-, rest=constant(value=0.5))",
                "initializer sparse", "sparse(sparsity=0.5)",
                "schedule multi-step", "multi-step(at=3)",
                "dataset csv", "csv(file=" + csv + ")",
                "dataset idx", "idx(images=" + images + ", labels=" + labels + ")"));
        specs.putAll(tables());
        return specs;
    }

    private static Map<String, String> tables() throws IOException {
        Path arff = Files.writeString(
                dir.resolve("some.arff"), "@relation a\n@attribute x real\n@attribute c {a,b}\n@data\n1,a\n2,b\n3,a\n");
        Path svm = Files.writeString(dir.resolve("some.svm"), "1 1:2 3:4\n-1 2:1\n1 1:1\n");
        return Map.of(
                "dataset arff", "arff(file=" + arff + ")",
                "dataset libsvm", "libsvm(file=" + svm + ")",
                "dataset npz", "npz(file=" + npy("X", "3, 2", 6) + ", targets=" + npy("y", "3,", 3) + ")");
    }

    /** Bytes 0, 1, 2, ... as numpy.save writes them. */
    private static Path npy(String name, String shape, int elements) throws IOException {
        Path file = dir.resolve(name + ".npy");
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + shape + "), }\n";
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
            out.writeBytes(header);
            for (int i = 0; i < elements; i++) {
                out.write(i);
            }
        }
        return file;
    }

    @Test
    void theVerdictsAreReportedAsTheyCome() {
        List<Verdict> told = new ArrayList<>();
        assertThat(checks.check(Kind.LOSS, Spec.named("mse"), told::add)).isEqualTo(told);
    }

    @Test
    void aKindWithoutAContractIsRefused() {
        assertThatThrownBy(() -> checks.check(Kind.STUDY, Spec.named("demo"), verdict -> {}))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("there are no checks for the kind study, only for: activation, ");
    }

    @Test
    void anUnknownServiceIsNotAFailedCheck() {
        assertThatThrownBy(() -> checks.check(Kind.LOSS, Spec.named("mzae"), verdict -> {}))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("unknown loss 'mzae': did you mean 'mae'?");
    }
}
