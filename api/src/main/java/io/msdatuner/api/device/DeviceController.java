package io.msdatuner.api.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.msdatuner.api.problem.ProblemException;
import io.msdatuner.api.store.DeviceRegistry;
import io.msdatuner.api.store.DeviceRegistry.Registered;
import io.msdatuner.core.InvalidValueException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeviceController {

    private static final String ONE = "/api/v1/devices/{host}/{id}";

    private final FleetDevices devices;
    private final DeviceRegistry registry;

    DeviceController(FleetDevices devices, DeviceRegistry registry) {
        this.devices = devices;
        this.registry = registry;
    }

    record DeviceList(List<DeviceResource> devices) {}

    /** @param reason what the console shows of it */
    record QuarantineResource(String reason, Instant since) {}

    /** What a client sends to keep campaigns from a device; null is what it left out. */
    record QuarantineRequest(@Nullable String reason) {}

    /**
     * @param here whether it is of the service's host
     * @param quarantine why no campaign uses it; left out if campaigns may
     */
    @JsonInclude(Include.NON_NULL)
    record DeviceResource(
            String id,
            String host,
            boolean here,
            String backend,
            String deviceClass,
            String measured,
            Map<String, String> fingerprint,
            Instant lastSeenAt,
            @Nullable QuarantineResource quarantine) {

        static DeviceResource of(Registered registered, boolean here) {
            var device = registered.device();
            return new DeviceResource(
                    device.id(),
                    registered.host(),
                    here,
                    device.backend(),
                    device.deviceClass().name(),
                    device.provenance().id(),
                    device.fingerprint().facts(),
                    registered.lastSeenAt(),
                    registered
                            .quarantine()
                            .map(why -> new QuarantineResource(why.reason(), why.since()))
                            .orElse(null));
        }
    }

    @GetMapping(path = "/api/v1/devices", produces = MediaType.APPLICATION_JSON_VALUE)
    DeviceList list() {
        return new DeviceList(devices.all().stream()
                .map(registered -> DeviceResource.of(registered, devices.isHere(registered)))
                .toList());
    }

    @PostMapping(path = ONE + "/quarantine", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void quarantine(@PathVariable String host, @PathVariable String id, @RequestBody QuarantineRequest request) {
        var reason = InvalidValueException.requireGiven("reason", request.reason(), "a text; it is required");
        require(registry.quarantine(host, id, reason), host, id);
    }

    @PostMapping(ONE + "/release")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable String host, @PathVariable String id) {
        require(registry.release(host, id), host, id);
    }

    private static void require(boolean found, String host, String id) {
        if (!found) {
            throw ProblemException.notFound("there is no device '%s' of host '%s'".formatted(id, host));
        }
    }
}
