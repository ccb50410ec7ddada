package io.msdatuner.api.device;

import io.msdatuner.core.device.Device;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeviceController {

    private final LocalDevices devices;

    DeviceController(LocalDevices devices) {
        this.devices = devices;
    }

    record DeviceList(List<DeviceResource> devices) {}

    record DeviceResource(
            String id, String backend, String deviceClass, String measured, Map<String, String> fingerprint) {

        static DeviceResource of(Device device) {
            return new DeviceResource(
                    device.id(),
                    device.backend(),
                    device.deviceClass().name(),
                    device.provenance().id(),
                    device.fingerprint().facts());
        }
    }

    @GetMapping(path = "/api/v1/devices", produces = MediaType.APPLICATION_JSON_VALUE)
    DeviceList list() {
        return new DeviceList(devices.all().stream()
                .map(local -> DeviceResource.of(local.device()))
                .toList());
    }
}
