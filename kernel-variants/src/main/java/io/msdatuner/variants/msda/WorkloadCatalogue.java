package io.msdatuner.variants.msda;

import io.msdatuner.core.InvalidValueException;
import io.msdatuner.core.kernel.Shape;
import io.msdatuner.core.kernel.Workload;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The workloads that the tuner ships: what real models launch per inference step, from their public configurations. H = 8
 * and C = 32 unless a shape says otherwise; levels of an 800 x 1333 image are ceil(800/s) x ceil(1333/s).
 */
public final class WorkloadCatalogue {
    private static final String DETR_LEVELS = "100x167,50x84,25x42,13x21";

    private static final List<Workload> ALL = List.of(
            one(
                    "rtdetr_dec",
                    "RT-DETR and RT-DETRv2 decoder at 640x640",
                    "RT-DETR configuration files",
                    6,
                    "B=1 Q=300 H=8 C=32 P=4 levels=80x80,40x40,20x20"),
            one(
                    "ddetr_enc",
                    "Deformable-DETR encoder at 800x1333; also DINO-4scale and Grounding-DINO",
                    "Deformable-DETR main.py",
                    6,
                    "B=1 Q=22223 H=8 C=32 P=4 levels=" + DETR_LEVELS),
            one(
                    "ddetr_dec",
                    "Deformable-DETR decoder at 800x1333",
                    "Deformable-DETR main.py",
                    6,
                    "B=1 Q=300 H=8 C=32 P=4 levels=" + DETR_LEVELS),
            one(
                    "dino4_dec",
                    "DINO-4scale and Grounding-DINO decoder at 800x1333",
                    "DINO configuration files",
                    6,
                    "B=1 Q=900 H=8 C=32 P=4 levels=" + DETR_LEVELS),
            one(
                    "dino5_enc",
                    "DINO-5scale encoder at 800x1333",
                    "DINO_5scale_swin",
                    6,
                    "B=1 Q=89023 H=8 C=32 P=4 levels=200x334," + DETR_LEVELS),
            one(
                    "dino5_dec",
                    "DINO-5scale decoder at 800x1333",
                    "DINO_5scale_swin",
                    6,
                    "B=1 Q=900 H=8 C=32 P=4 levels=200x334," + DETR_LEVELS),
            one(
                    "mask2former_enc",
                    "Mask2Former and MaskDINO-3scale pixel decoder at 1024x1024",
                    "Mask2Former configuration files",
                    6,
                    "B=1 Q=21504 H=8 C=32 P=4 levels=32x32,64x64,128x128"),
            one(
                    "bevformer_base_sca",
                    "BEVFormer-base spatial cross-attention, 6 cameras, rebatched queries",
                    "BEVFormer configuration files; query count as in DrivingSDK's test",
                    6,
                    "B=6 Q=9680 H=8 C=32 P=8 levels=116x200,58x100,29x50,15x25"),
            one(
                    "bevformer_base_tsa",
                    "BEVFormer-base temporal self-attention",
                    "BEVFormer configuration files",
                    6,
                    "B=2 Q=40000 H=8 C=32 P=4 levels=200x200"),
            one(
                    "bevformer_base_dec",
                    "BEVFormer-base decoder",
                    "BEVFormer configuration files",
                    6,
                    "B=1 Q=900 H=8 C=32 P=4 levels=200x200"),
            one(
                    "bevformer_tiny_sca",
                    "BEVFormer-tiny spatial cross-attention, 6 cameras",
                    "BEVFormer configuration files; about 600 of 2500 queries see a camera",
                    3,
                    "B=6 Q=600 H=8 C=32 P=8 levels=15x25"),
            one(
                    "bevformer_tiny_tsa",
                    "BEVFormer-tiny temporal self-attention",
                    "BEVFormer configuration files",
                    3,
                    "B=2 Q=2500 H=8 C=32 P=4 levels=50x50"),
            one(
                    "maptr_dec",
                    "MapTR decoder, training batch of 4, 50 instances of 20 points",
                    "MapTR configuration files, which run it in float16",
                    6,
                    "B=4 Q=1000 H=8 C=32 P=4 levels=200x100 dtype=float16"),
            one(
                    "sparsedrive_like",
                    "a stress case in SparseDrive's sizes: 6 cameras x 4 levels, 13 points",
                    "SparseDrive configuration files",
                    6,
                    "B=1 Q=900 H=8 C=32 P=13 levels="
                            + "64x176,32x88,16x44,8x22,".repeat(6).replaceAll(",$", "")),
            one(
                    "mmcv_npu",
                    "MMCV's NPU test case: few channels",
                    "MMCV tests",
                    1,
                    "B=6 Q=10000 H=4 C=8 P=8 levels=60x40,30x20,16x24,53x32"),
            one(
                    "dsdk_wide",
                    "DrivingSDK's widest test case: 256 channels, 8 levels",
                    "DrivingSDK tests",
                    1,
                    "B=1 Q=1450 H=8 C=256 P=8 levels=" + "60x40,".repeat(8).replaceAll(",$", "")),
            one(
                    "dcnv4_fda",
                    "DCNv4's flash deformable attention test case",
                    "DCNv4 tests",
                    1,
                    "B=1 Q=15200 H=8 C=32 P=8 levels=100x152,50x76,25x38,13x19"));

    private WorkloadCatalogue() {}

    public static List<Workload> all() {
        return ALL;
    }

    /**
     * The workload of a name.
     *
     * @throws InvalidValueException if none has it
     */
    public static Workload named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException(
                        "workload", name, ALL.stream().map(Workload::name).collect(Collectors.joining(", "))));
    }

    private static Workload one(String name, String description, String source, int count, String shape) {
        return new Workload(name, description, source, List.of(new Workload.Launch(Shape.parse(shape), count)));
    }
}
