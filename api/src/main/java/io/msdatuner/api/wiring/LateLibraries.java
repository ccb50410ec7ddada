package io.msdatuner.api.wiring;

import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Leaves for later what some libraries have made first even in an application that makes everything when it is needed: the
 * description of the API and with it all controllers, health and meters.
 */
final class LateLibraries implements BeanFactoryPostProcessor {

    private static final List<String> PACKAGES =
            List.of("org.springdoc.", "org.springframework.boot.health.", "org.springframework.boot.micrometer.");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (var name : beans.getBeanDefinitionNames()) {
            var definition = beans.getBeanDefinition(name);
            if (PACKAGES.stream().anyMatch(origin(beans, definition)::startsWith)) {
                definition.setLazyInit(true);
            }
        }
    }

    /** The class that it is, or the class of the configuration that makes it. */
    private static String origin(ConfigurableListableBeanFactory beans, BeanDefinition definition) {
        var factory = definition.getFactoryBeanName();
        var origin = factory == null
                ? definition.getBeanClassName()
                : beans.getBeanDefinition(factory).getBeanClassName();
        return String.valueOf(origin);
    }
}
