package dev.signet.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import dev.signet.local.ServiceLaunch;
import dev.signet.local.SignetService;
import dev.signet.local.StoreUrls;
import dev.signet.local.Stores;

/** Gives a test what it asks for, and starts the one Postgres, Redis and service of this JVM for the first that asks. */
class SharedService implements ParameterResolver {
    private static final Map<Class<?>, Function<Running, Object>> GIFTS = Map.of(
            Stores.class, Running::stores,
            StoreUrls.class, Running::urls,
            SignetService.class, Running::service,
            Clusters.class, Running::clusters,
            Http.class, Running::http);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIFTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Running running = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class);
        return GIFTS.get(parameter.getParameter().getType()).apply(running);
    }

    /** Closed by JUnit when the last test of the JVM has run. */
    private record Running(Stores stores, StoreUrls urls, Clusters clusters, SignetService service,
            Http http) implements AutoCloseable {

        static Running start() {
            Stores stores = Stores.start(Path.of("target", "stores").toAbsolutePath());
            Clusters clusters = Clusters.start();
            try {
                StoreUrls urls = stores.fresh();
                SignetService service = clusters.knownTo(ServiceLaunch.on(urls)).start();
                return new Running(stores, urls, clusters, service, Http.to(service.baseUri()));
            } catch (RuntimeException e) {
                clusters.close();
                stores.close();
                throw e;
            }
        }

        @Override
        public void close() {
            service.close();
            clusters.close();
            stores.close();
        }
    }
}
