package dev.signet.local;

/** What the person at the terminal reads when everything runs. */
final class Banner {
    private static final String TEXT = """

            Signet is ready.

              service      %1$s   (issuer; OpenAPI at /q/openapi)
              management   %2$s   (/q/health/live, /q/health/ready, /q/metrics)
              PostgreSQL   %3$s   (user postgres)
              Redis        %4$s
              data         %5$s   (kept; delete it to begin anew)

              user         alice or alice@example.com, password: correct horse battery staple
              clients      signet-admin / signet-admin-secret     client_credentials, scope signet:admin
                           demo-service / demo-service-secret     client_credentials, introspection
                           demo-web     / demo-web-secret         authorization_code, http://localhost:5173/callback
                           demo-spa     (public, PKCE)            authorization_code, http://localhost:5173/callback

            Sign in, in a browser or over the API:

              %1$s/login
              curl -s %1$s/api/v1/login -H 'Content-Type: application/json' \\
                -d '{"identifier":"alice","password":"correct horse battery staple"}'

            A token for a service:

              curl -s -u demo-service:demo-service-secret -d grant_type=client_credentials %1$s/oauth2/token

            Ctrl-C stops all three.
            """;

    private Banner() {
    }

    static String text(SignetService service, StoreUrls stores, LocalHome home) {
        return TEXT.formatted(service.baseUri(), service.managementUri(), stores.reactive(), stores.redis(), home.folder());
    }
}
