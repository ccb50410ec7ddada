package io.msdatuner.api.cli;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;

/** The service's campaign sets. */
final class CampaignSets {
    private static final String PATH = "/campaign-sets";
    private static final String PAGE = "50";

    private final TunerClient client;

    CampaignSets(TunerClient client) {
        this.client = client;
    }

    SetView get(long id) {
        return new SetView(client.get(PATH + "/" + id));
    }

    SetView create(SetOrder order) {
        return new SetView(client.post(PATH, order.toJson()));
    }

    SetView resume(long id) {
        return new SetView(client.post(PATH + "/" + id + "/resume"));
    }

    SetView cancel(long id) {
        return new SetView(client.post(PATH + "/" + id + "/cancel"));
    }

    /** The newest set for the very same that can go on. */
    Optional<SetView> findResumable(SetOrder order) {
        var query = new LinkedHashMap<String, String>();
        query.put("pageSize", PAGE);
        String token;
        do {
            var page = client.get(PATH, query);
            var found = page.path("campaignSets")
                    .valueStream()
                    .map(SetView::new)
                    .filter(set -> set.state().canResume() && order.isFor(set))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            token = page.path("nextPageToken").asString("");
            query.put("pageToken", token);
        } while (!token.isEmpty());
        return Optional.empty();
    }

    /** Creates a set, or goes on with an earlier one for the very same that did not come to its end. */
    SetView open(SetOrder order, Consumer<String> notes) {
        var resumable = findResumable(order);
        if (resumable.isPresent()) {
            try {
                var resumed = resume(resumable.get().id());
                notes.accept(resuming(resumed));
                return resumed;
            } catch (ServiceProblem e) {
                if (!e.code().equals("campaign-state")) {
                    throw e;
                }
            }
        }
        return create(order);
    }

    static String resuming(SetView set) {
        return "resuming campaign set %s: %.0f s of its budget of %s are used"
                .formatted(
                        set.subject(),
                        set.json().path("spentSeconds").asDouble(0),
                        set.json().path("budget").path("text").asString(""));
    }
}
