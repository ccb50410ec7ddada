package io.msdatuner.api.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** The campaign sets of a {@link FakeService}: all campaigns of one are made at once, and the first that is active runs. */
final class FakeSets {
    private static final List<String> ACTIVE = List.of("PENDING", "RUNNING");

    private final Map<Long, ObjectNode> campaigns;
    private final Map<Long, ObjectNode> sets = new TreeMap<>();

    FakeSets(Map<Long, ObjectNode> campaigns) {
        this.campaigns = campaigns;
    }

    ObjectNode create(ObjectNode order, UnaryOperator<ObjectNode> campaign) {
        var set = order.deepCopy().put("id", sets.size() + 1L).put("measured", "hardware");
        set.putObject("budget").put("text", order.path("budget").asString(""));
        set.put("deadline", order.path("deadline").asString("")).put("spentSeconds", 20.4);
        for (var member : set.path("members")) {
            var made = campaign.apply(Json.object()
                    .put("kernel", member.path("kernel").asString())
                    .put("shape", member.path("shape").asString())
                    .put("deviceClass", order.path("deviceClass").asString())
                    .put("strategy", order.path("strategy").asString())
                    .put("seed", order.path("seed").asLong())
                    .put("budget", "25s"));
            ((ObjectNode) member).putArray("campaigns").add(made.path("id").asLong());
        }
        sets.put(set.path("id").asLong(), set);
        return view(set.path("id").asLong());
    }

    /** All campaigns of a set that are not at their end. */
    ObjectNode moveOpen(long id, String state) {
        for (var campaign : campaignsOf(sets.get(id))) {
            if (!campaign.path("state").asString().equals("COMPLETED")) {
                campaign.put("state", state);
            }
        }
        return view(id);
    }

    ObjectNode view(long id) {
        var set = sets.get(id);
        var all = campaignsOf(set);
        set.remove("activeCampaign");
        var active = all.stream()
                .filter(campaign -> ACTIVE.contains(campaign.path("state").asString()))
                .findFirst();
        active.ifPresent(
                campaign -> set.put("activeCampaign", campaign.path("id").asLong()));
        set.put("state", active.isPresent() ? "RUNNING" : state(all));
        for (var index = 0; index < all.size(); index++) {
            addResult((ObjectNode) set.path("members").get(index), all.get(index));
        }
        return set;
    }

    private static String state(List<ObjectNode> all) {
        return all.stream()
                .map(campaign -> campaign.path("state").asString())
                .filter(state -> !state.equals("COMPLETED"))
                .findFirst()
                .orElse("COMPLETED");
    }

    private static void addResult(ObjectNode member, ObjectNode campaign) {
        member.put("trials", 41).put("busySeconds", 10.2).putObject("baselines");
        if (campaign.has("best")) {
            member.set("best", campaign.path("best"));
            member.set("speedup", campaign.path("speedup"));
            member.set("decidingCampaign", campaign.path("id"));
        }
    }

    private List<ObjectNode> campaignsOf(ObjectNode set) {
        var all = new ArrayList<ObjectNode>();
        set.path("members")
                .forEach(member ->
                        all.add(campaigns.get(member.path("campaigns").get(0).asLong())));
        return all;
    }

    /** Newest first. */
    ObjectNode page() {
        var document = Json.object();
        var list = document.putArray("campaignSets");
        var ids = new ArrayList<>(sets.keySet());
        Collections.reverse(ids);
        ids.forEach(id -> list.add(view(id)));
        return document;
    }
}
