package rai.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rai.api.run.Model;

/** What load_state_dict of PyTorch asks for is there. */
class TorchTest {
    @TempDir
    Path dir;

    private List<Tensors.Named> exported(String network) {
        Model model = House.trained(dir, House.BINARY, network, "bce-with-logits", false);
        return Torch.arrays(model);
    }

    @Test
    void eachLayerHasTheNumberOfItsPlace() {
        assertThat(exported("dense(5) batch-norm relu dropout(0.1) dense(3) layer-norm prelu(share=unit) dense"))
                .extracting(array -> array.name() + array.shape())
                .containsExactly(
                        "0.weight[5, 2]",
                        "0.bias[5]",
                        "1.weight[5]",
                        "1.bias[5]",
                        "1.running_mean[5]",
                        "1.running_var[5]",
                        "4.weight[3, 5]",
                        "4.bias[3]",
                        "5.weight[3]",
                        "5.bias[3]",
                        "6.weight[3]",
                        "7.weight[1, 3]",
                        "7.bias[1]");
    }

    @Test
    void aParameterThatLayersShareIsThereForEachOfThem() {
        List<Tensors.Named> arrays = exported("dense(5) prelu(share=network) dense(3) prelu(share=network) dense");
        assertThat(arrays)
                .extracting(Tensors.Named::name)
                .containsExactly(
                        "0.weight", "0.bias", "1.weight", "2.weight", "2.bias", "3.weight", "4.weight", "4.bias");
        assertThat(arrays.get(5).values()).isEqualTo(arrays.get(2).values());
    }
}
