package io.msdatuner.api.cli;

import io.msdatuner.core.set.CampaignSetState;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads what a command needs out of a campaign set resource. */
record SetView(JsonNode json) {
    long id() {
        return json.path("id").asLong(0);
    }

    Subject subject() {
        return Subject.set(id());
    }

    String text(String field) {
        return json.path(field).asString("");
    }

    CampaignSetState state() {
        return CampaignSetState.valueOf(text("state").toUpperCase(Locale.ROOT));
    }

    Stream<JsonNode> members() {
        return json.path("members").valueStream();
    }

    /** The one that waits or runs. */
    OptionalLong activeCampaign() {
        var active = json.path("activeCampaign");
        return active.isNumber() ? OptionalLong.of(active.asLong()) : OptionalLong.empty();
    }

    /** For each member that has one: whose finals decide, else the last. */
    List<Long> campaignsToShow() {
        return members()
                .filter(member -> !member.path("campaigns").isEmpty())
                .map(SetView::campaignToShow)
                .toList();
    }

    private static long campaignToShow(JsonNode member) {
        var campaigns = member.path("campaigns");
        return member.path("decidingCampaign")
                .asLong(campaigns.get(campaigns.size() - 1).asLong());
    }

    boolean hasResultForEachMember() {
        return members().allMatch(member -> member.has("best"));
    }
}
