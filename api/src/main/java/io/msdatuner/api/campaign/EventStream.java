package io.msdatuner.api.campaign;

import io.msdatuner.core.campaign.Campaign;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one client hears of a campaign, as server-sent events (WHATWG HTML, section 9.2). It is subscribed before it reads
 * the store and remembers which trials it has sent, so what it misses it reads, and what it meets twice it drops. Used by
 * one thread, which may wait for a slow client as long as it likes.
 */
final class EventStream {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** Where a stream reads what it did not hear. */
    record Source(
            Supplier<Campaign> campaign, Supplier<FinishOrder> finished, Function<Campaign, CampaignResource> view) {}

    /**
     * @param body what is written
     * @param flush sends it; flushing the body itself does nothing in Spring
     */
    record Client(OutputStream body, Flushable flush) {}

    private final Source source;
    private final Subscription subscription;
    private final JsonMapper json;
    private final Client client;
    private final BitSet sent;
    private Campaign campaign;

    EventStream(Source source, Subscription subscription, BitSet known, JsonMapper json, Client client) {
        this.source = source;
        this.subscription = subscription;
        this.sent = known;
        this.json = json;
        this.client = client;
        this.campaign = source.campaign().get();
    }

    /** Returns when the campaign is no longer active or the service stops. */
    void run() throws IOException, InterruptedException {
        sendCampaign();
        sendMissing();
        while (campaign.state().isActive() && !subscription.isEnded()) {
            client.flush().flush();
            follow(subscription.next(HEARTBEAT));
        }
        // A service that stops ends its subscriptions right after it put its campaigns back into the queue.
        var before = campaign;
        campaign = source.campaign().get();
        if (!campaign.state().isActive() || campaign.state() != before.state()) {
            sendMissing();
            sendCampaign();
        }
        client.flush().flush();
    }

    private void follow(Optional<Subscription.Event> event) throws IOException {
        if (event.isEmpty()) {
            write(": heartbeat\n\n");
        }
        // Silence may also mean that another process runs the campaign.
        if (event.isEmpty() || subscription.missedSome()) {
            sendMissing();
        }
        var trial = event.flatMap(Subscription.Event::trial);
        if (trial.isPresent()) {
            send(trial.get());
        } else {
            refresh();
        }
    }

    /** The end itself is sent by {@link #run}, after the last trials. */
    private void refresh() throws IOException {
        var before = campaign;
        campaign = source.campaign().get();
        if (campaign.state() != before.state() && campaign.state().isActive()) {
            sendCampaign();
        }
    }

    private void sendMissing() throws IOException {
        for (var trial : source.finished().get().trials()) {
            if (!sent.get(trial.number())) {
                send(TrialResource.withoutSamples(trial));
            }
        }
    }

    private void send(TrialResource trial) throws IOException {
        if (!sent.get(trial.number())) {
            sent.set(trial.number());
            write("event: trial\nid: " + trial.number() + "\ndata: " + json.writeValueAsString(trial) + "\n\n");
        }
    }

    private void sendCampaign() throws IOException {
        write("event: campaign\ndata: " + json.writeValueAsString(source.view().apply(campaign)) + "\n\n");
    }

    private void write(String text) throws IOException {
        client.body().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
