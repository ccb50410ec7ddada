package io.msdatuner.api.wiring;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Makes what the application left for later. An application that makes only what its server needs opens its port in half of
 * the time, because lookups need no JPA and no controllers; what is wrong with the rest still shows before it is ready.
 */
final class LateBeans {

    private LateBeans() {}

    /** @throws org.springframework.beans.BeansException if any cannot be made */
    static void make(ConfigurableApplicationContext context) {
        var beans = context.getBeanFactory();
        for (var name : beans.getBeanDefinitionNames()) {
            if (isOurs(beans, name)) {
                beans.getBean(name);
            }
        }
        beans.getBeansOfType(HandlerMapping.class);
    }

    private static boolean isOurs(ConfigurableListableBeanFactory beans, String name) {
        var definition = beans.getBeanDefinition(name);
        var type = beans.getType(name, false);
        return definition.isSingleton()
                && !definition.isAbstract()
                && type != null
                && type.getName().startsWith(ServiceApplication.BASE_PACKAGE + ".");
    }
}
