package io.msdatuner.api.campaign;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.servlet.config.annotation.AsyncSupportConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The threads that write live events, made when they are needed. */
@Configuration(proxyBeanMethods = false)
class EventThreads implements WebMvcConfigurer {

    /** As many clients can follow campaigns at once. */
    static final int MAX = 64;

    @Override
    public void configureAsyncSupport(AsyncSupportConfigurer configurer) {
        var threads = new ThreadPoolTaskExecutor();
        threads.setThreadNamePrefix("events-");
        threads.setCorePoolSize(0);
        // A thread may still be on its way out when the next client takes its room.
        threads.setMaxPoolSize(MAX + 8);
        threads.setQueueCapacity(0);
        threads.setKeepAliveSeconds(30);
        threads.setDaemon(true);
        threads.initialize();
        configurer.setTaskExecutor(threads);
        configurer.setDefaultTimeout(-1);
    }
}
