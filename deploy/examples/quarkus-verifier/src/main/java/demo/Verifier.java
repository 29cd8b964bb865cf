package demo;

import dev.signet.verifier.TokenVerifier;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** One for the process, from its start to its end. */
@ApplicationScoped
class Verifier {

    @Produces
    @Singleton
    @Startup
    TokenVerifier verifier(@ConfigProperty(name = "signet.issuer") String issuer,
            @ConfigProperty(name = "signet.audience") String audience,
            @ConfigProperty(name = "signet.client-id") String clientId,
            @ConfigProperty(name = "signet.client-secret") String clientSecret) {
        return TokenVerifier.builder(issuer).audience(audience).feed(clientId, clientSecret).build();
    }

    void close(@Disposes TokenVerifier verifier) {
        verifier.close();
    }
}
