package io.msdatuner.api.wiring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.weaving.LoadTimeWeaverAware;

/**
 * A bean factory that makes JPA as late as everything else. An application context makes what is {@link LoadTimeWeaverAware}
 * before all others, so that it can transform classes while they are loaded; nothing does that here.
 */
final class LateBeanFactory extends DefaultListableBeanFactory {

    @Override
    public String[] getBeanNamesForType(@Nullable Class<?> type, boolean includeNonSingletons, boolean allowEagerInit) {
        return type == LoadTimeWeaverAware.class
                ? new String[0]
                : super.getBeanNamesForType(type, includeNonSingletons, allowEagerInit);
    }
}
