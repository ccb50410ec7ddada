package io.msdatuner.variants.ascend;

import java.util.ArrayList;
import java.util.List;

/** Device memory that an artifact's launches use for themselves, in buffers whose content matters to nobody else. */
final class AscendWorkspace implements AutoCloseable {
    private final List<AclBuffer> buffers = new ArrayList<>();
    private final long[] addresses;
    private final long[] bytes;

    private AscendWorkspace(long[] bytes) {
        this.bytes = bytes;
        this.addresses = new long[bytes.length];
    }

    /**
     * @param bytes of each buffer, 0 where there is none
     * @throws AclException if the device has not so much; then nothing is left allocated
     */
    static AscendWorkspace of(AclDevice device, long... bytes) {
        var workspace = new AscendWorkspace(bytes.clone());
        try {
            workspace.allocate(device);
            return workspace;
        } catch (AclException e) {
            workspace.close();
            throw e;
        }
    }

    private void allocate(AclDevice device) {
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0) {
                var buffer = new AclBuffer(device, bytes[i]);
                buffers.add(buffer);
                addresses[i] = buffer.address();
            }
        }
    }

    void nameIn(AscendKernelLibrary.Arguments arguments) {
        arguments.workspace = addresses;
        arguments.workspaceBytes = bytes;
    }

    @Override
    public void close() {
        buffers.forEach(AclBuffer::close);
    }
}
