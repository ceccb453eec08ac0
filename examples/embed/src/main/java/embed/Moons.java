package embed;

import rai.embed.*;

public class Moons {
    public static void main(String[] args) {
        try (Rai rai = Rai.start()) {
            Request request = Request.on("moons(n=300)")
                    .network("dense(20) sigmoid dense")
                    .steps(2000);
            Running run = rai.train(request);
            run.swap("activation", "tanh");
            Trained moons = run.await();
            System.out.println("accuracy " + moons.metric("train", "accuracy"));
            System.out.println("class " + moons.predict(new double[] {0.5, 0.2}).labels()[0]);
        }
    }
}
