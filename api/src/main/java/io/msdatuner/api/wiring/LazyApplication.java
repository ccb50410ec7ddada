package io.msdatuner.api.wiring;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.support.GenericApplicationContext;

/** The application of which services and agents are made: it makes everything when it is needed, and says nothing. */
final class LazyApplication {

    private LazyApplication() {}

    static SpringApplication of(WebApplicationType type, ServiceOptions options, Equipment equipment) {
        var application = new SpringApplication(ServiceApplication.class);
        application.setWebApplicationType(type);
        application.setLazyInitialization(true);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        application.setRegisterShutdownHook(false);
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(ServiceOptions.class, () -> options);
            beans.registerBean(Equipment.class, () -> equipment);
        });
        return application;
    }
}
