package io.msdatuner.api.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents that a {@link FakeService} answers with. */
final class FakeAnswers {
    private FakeAnswers() {}

    static ObjectNode campaign(long id, String kernel, String state) {
        var order = Json.object()
                .put("kernel", kernel)
                .put("shape", FakeService.SHAPE)
                .put("deviceClass", "cpu-fake")
                .put("strategy", "auto")
                .put("seed", 0)
                .put("budget", "25s");
        return campaign(id, order, state, "http://127.0.0.1:1");
    }

    static ObjectNode campaign(long id, ObjectNode order, String state, String url) {
        var campaign = order.deepCopy().put("id", id).put("state", state).put("measured", "hardware");
        var budget = campaign.path("budget").asString("");
        campaign.putObject("budget").put("text", budget).put("seconds", 25).putNull("trials");
        campaign.put("busySeconds", 3.2).put("knownTrials", 0).putNull("reason");
        campaign.putObject("trials")
                .put("total", 41)
                .put("measured", 38)
                .put("buildFailed", 1)
                .put("wrongResult", 2)
                .put("timedOut", 0);
        campaign.putObject("artifacts").put("built", 12).put("reused", 30);
        return campaign.put(
                "lookup",
                url + "/api/v1/configurations/best?kernel="
                        + order.path("kernel").asString(""));
    }

    static void addResult(ObjectNode campaign) {
        campaign.put("busySeconds", 25.0);
        addTimes(campaign.putObject("baselines").putObject("grid-sample"), 6_000_000);
        addTimes((ObjectNode) campaign.withObject("/baselines/default"), 2_000_000);
        var best = campaign.putObject("best");
        best.put("trial", 40).putObject("configuration").put("layout", "bnhc").put("queryTile", 64);
        addTimes(best, 1_000_000);
        best.putObject("verification").put("determinism", "bitwise-repeatable").put("worstError", 1.2e-7);
        var front = campaign.putArray("front");
        front.addObject().setAll(best.deepCopy()).put("scratchBytes", 3 << 19);
        addTimes(front.addObject().put("trial", 17).put("scratchBytes", 640), 1_250_000);
        ((ObjectNode) front.path(1))
                .putObject("configuration")
                .put("layout", "bnhc")
                .put("queryTile", 4);
        campaign.putObject("speedup").put("grid-sample", 6.0).put("default", 2.0);
    }

    /** As a campaign on a simulated device has them. */
    static void simulate(ObjectNode campaign) {
        campaign.put("measured", "simulated");
        for (var times : List.of("/best", "/baselines/default", "/baselines/grid-sample")) {
            var node = campaign.withObject(times);
            var median = node.path("medianNs").asDouble();
            node.putObject("modelBand").put("lowNs", median / 2).put("highNs", median * 3);
        }
    }

    private static void addTimes(ObjectNode node, double medianNs) {
        node.put("medianNs", medianNs)
                .put("ciLowNs", medianNs * 0.99)
                .put("ciHighNs", medianNs * 1.01)
                .put("samples", 99);
    }

    static JsonNode best() {
        var answer = Json.object()
                .put("kernel", "msda-forward")
                .put("shape", FakeService.SHAPE)
                .put("deviceClass", "cpu-fake")
                .put("match", "exact")
                .put("reason", "a record of this shape on this device class")
                .put("measured", "hardware");
        addTimes(answer, 1_000_000);
        answer.putObject("configuration").put("layout", "bnhc");
        addTimes(answer.putObject("baselines").putObject("default"), 1_500_000);
        answer.putObject("evidence").put("campaign", 1).put("trial", 44).put("worstError", 1e-7);
        return answer;
    }

    static JsonNode nearest() {
        return Json.read("""
                {"kernel": "msda-forward", "shape": "%s", "deviceClass": "cpu-fake", "match": "nearest",
                 "reason": "no campaign has tuned this shape", "measured": "hardware", "configuration": {"layout": "bnhc"},
                 "prediction": {"speedup": 1.42, "leastSpeedup": 1.11, "mostRegret": 0.18,
                                "nearestShape": "B=1 Q=900 H=8 C=32 P=4 levels=80x80", "distance": 0.31,
                                "campaign": 4, "trial": 88, "shapes": 9, "trials": 812}}
                """.formatted(FakeService.SHAPE));
    }

    static JsonNode devices() {
        return Json.read("""
                {"devices": [
                  {"id": "sim0", "backend": "ascend-sim", "deviceClass": "ascend-sim-fake", "measured": "simulated"},
                  {"id": "cpu0", "backend": "cpu", "deviceClass": "cpu-fake", "measured": "hardware",
                   "fingerprint": {"model": "Fake CPU", "cores": "2"}}]}
                """);
    }

    static JsonNode workloads() {
        var workloads = Json.object();
        workloads
                .putArray("workloads")
                .addObject()
                .put("name", "rtdetr_dec")
                .put("description", "RT-DETR decoder")
                .put("source", "a paper")
                .putArray("launches")
                .addObject()
                .put("shape", FakeService.SHAPE)
                .put("count", 6);
        return workloads;
    }

    static JsonNode strategies() {
        return Json.read("""
                {"strategies": [{"name": "auto", "description": "mutates"}, {"name": "random", "description": "draws"}]}
                """);
    }
}
