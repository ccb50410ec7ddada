/**
 * The devices of this host and the backends that reach them. Campaigns and lookups ask
 * {@link io.msdatuner.api.device.LocalDevices} what a device class means here.
 */
@NullMarked
package io.msdatuner.api.device;

import org.jspecify.annotations.NullMarked;
