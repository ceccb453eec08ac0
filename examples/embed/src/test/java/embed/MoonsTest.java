package embed;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import rai.embed.Rai;
import rai.embed.Request;
import rai.embed.Trained;

class MoonsTest {
    @Test
    void aNetworkLearnsTheRowsOfAnArray() {
        double[][] points = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
        String[] labels = {"equal", "different", "different", "equal"};
        try (Rai rai = Rai.start()) {
            Trained xor = rai.train(Request.on(rai.data(points, labels))
                            .network("dense(8) tanh dense")
                            .optimizer("adam(rate=0.05)")
                            .steps(500))
                    .await();
            assertEquals(1, xor.metric("train", "accuracy"));
            assertEquals("different", xor.predict(new double[] {1, 0}).labels()[0]);
        }
    }

    @Test
    void theExampleTrainsAndPredicts() {
        assertDoesNotThrow(() -> Moons.main(new String[0]));
    }
}
