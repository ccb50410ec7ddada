package io.msdatuner.variants.ascend;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The loopback library, loaded into the tests' own process, with its one device set while a class of tests runs. */
final class OpenLoopback implements BeforeAllCallback, AfterAllCallback {
    private Acl acl;

    Acl acl() {
        return acl;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws InterruptedException {
        acl = Acl.load(Simulation.backend().host().toolkit().library());
        acl.initialise();
        acl.setDevice(0);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        acl.finish();
    }
}
