package io.msdatuner.variants.msda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import org.junit.jupiter.api.Test;

final class WorkloadCatalogueTest {
    @Test
    void hasTheSizesThatTheModelsLaunch() {
        assertThat(onlyShape("ddetr_enc").pixels()).isEqualTo(22_223);
        assertThat(onlyShape("dino5_enc").pixels()).isEqualTo(89_023);
        assertThat(onlyShape("rtdetr_dec").pixels()).isEqualTo(8_400);
        assertThat(onlyShape("bevformer_base_sca").pixels()).isEqualTo(30_825);
        assertThat(onlyShape("sparsedrive_like").pixels()).isEqualTo(89_760);
        assertThat(onlyShape("mmcv_npu").pixels()).isEqualTo(5_080);
        assertThat(onlyShape("dcnv4_fda").pixels()).isEqualTo(20_197);
    }

    @Test
    void givesEncodersOneQueryForEachPixel() {
        for (var name : new String[] {"ddetr_enc", "dino5_enc", "mask2former_enc", "bevformer_base_tsa"}) {
            assertThat(onlyShape(name).pixels()).isEqualTo(onlyShape(name).queries());
        }
    }

    @Test
    void namesEveryWorkloadOnce() {
        assertThat(WorkloadCatalogue.all()).extracting(Workload::name).doesNotHaveDuplicates();
    }

    @Test
    void saysWhichWorkloadsThereAre() {
        assertThatThrownBy(() -> WorkloadCatalogue.named("ddter"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("workload: 'ddter'")
                .hasMessageContaining("ddetr_enc");
    }

    private static Shape onlyShape(String name) {
        return WorkloadCatalogue.named(name).shapes().get(0);
    }
}
