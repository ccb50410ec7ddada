package io.msdatuner.variants.ascend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.msdatuner.variants.worker.DeviceFaultException;
import io.msdatuner.variants.worker.LaunchRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The binding against the loopback library, loaded into this process. */
final class AclTest {
    @RegisterExtension
    static final OpenLoopback LOOPBACK = new OpenLoopback();

    private final Acl acl = LOOPBACK.acl();

    @Test
    void hasEveryCallThatTheTunerNeeds() {
        assertThat(acl.missing()).isEmpty();
        assertThat(acl.deviceCount()).isEqualTo(1);
        assertThat(acl.socName()).isEqualTo("Ascend910B2-sim");
        assertThat(acl.version()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void copiesToTheDeviceAndBack() {
        var device = AclDevice.on(acl);
        var values = new float[] {1, -2.5f, Float.NaN, Float.MIN_VALUE};
        try (device;
                var buffer = AclBuffer.of(device, values)) {
            assertThat(buffer.floats()).containsExactly(values);
            buffer.fill(0xFF);
            assertThat(buffer.floats()).containsOnly(Float.NaN);
        }
    }

    @Test
    void refusesToCopyMoreThanABufferHolds() {
        var memory = acl.allocate(64);
        try (var host = new Memory(1 << 20)) {
            assertCode(() -> acl.copy(memory, host, 1 << 20, Acl.Direction.TO_DEVICE), AclError.BAD_PARAMETER);
        }
        acl.free(memory);
    }

    @Test
    void tellsWhatIsFreedTwice() {
        var memory = acl.allocate(64);
        acl.free(memory);
        assertThatThrownBy(() -> acl.free(memory)).isInstanceOf(AclException.class);
        var event = acl.createTimeLineEvent();
        acl.destroyEvent(event);
        assertThatThrownBy(() -> acl.destroyEvent(event)).isInstanceOf(AclException.class);
        var stream = acl.createStream();
        acl.destroyStream(stream);
        assertThatThrownBy(() -> acl.synchronise(stream, Duration.ofSeconds(1))).isInstanceOf(AclException.class);
    }

    @Test
    void refusesToBeInitialisedTwice() {
        assertCode(acl::initialise, AclError.INITIALISED_TWICE);
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        assertCode(() -> acl.setDevice(7), AclError.BAD_DEVICE);
    }

    @Test
    void measuresNothingBetweenTwoEventsInARow() {
        try (var device = AclDevice.on(acl)) {
            assertThat(device.timeNs(() -> {}, Duration.ofSeconds(1))).isBetween(0.0, 1e5);
        }
    }

    @Test
    void saysHowFarASimulatedTimeMayBeOff() {
        try (var device = AclDevice.on(acl);
                var buffer = AclBuffer.of(device, new float[1 << 20])) {
            var elapsedNs = device.timeNs(
                    () -> acl.fillAsync(buffer.pointer(), buffer.bytes(), 0, device.stream()), Duration.ofSeconds(1));
            assertThat(device.band().lowNs()).isGreaterThan(0).isLessThan(elapsedNs);
            assertThat(device.band().highNs()).isGreaterThan(elapsedNs);
        }
    }

    @Test
    void namesTheCallThatALibraryLacks() {
        var other = Acl.load(Path.of(System.getProperty("java.home"), "lib", "libjimage.so"));
        assertThat(other.missing()).containsExactlyElementsOf(Acl.CALLS);
        assertThatThrownBy(() -> other.free(Pointer.NULL))
                .isInstanceOf(MissingAclFunctionException.class)
                .hasMessageContaining("lacks aclrtFree")
                .hasMessageContaining("CANN 8.2 or newer");
    }

    @Test
    void tellsFaultsOfTheDeviceFromRefusals() {
        var refused = new AclException("aclrtMalloc", 207_001, "no room").asRefusal();
        assertThat(refused)
                .isInstanceOf(LaunchRefusedException.class)
                .hasMessage("aclrtMalloc: AscendCL error 207001 (out of device memory): no room");
        assertThatThrownBy(() -> new AclException("launch", 507_035, "at k.asc:97").asRefusal())
                .isInstanceOf(DeviceFaultException.class)
                .hasMessage("AscendCL error 507035 (vector core exception) from launch");
        assertThat(AclError.describe(507_999)).isEqualTo("507999 (device fault)");
        assertThat(AclError.describe(5)).isEqualTo("5 (see the AscendCL error codes)");
    }

    private static void assertCode(Runnable call, AclError error) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AclException.class,
                        failure -> assertThat(failure.code()).isEqualTo(error.code()));
    }
}
