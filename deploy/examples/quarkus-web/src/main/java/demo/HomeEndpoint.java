package demo;

import io.quarkus.oidc.IdToken;
import io.quarkus.oidc.UserInfo;
import io.quarkus.security.Authenticated;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.jwt.JsonWebToken;

@Path("/")
@Produces("text/plain")
class HomeEndpoint {
    @Inject
    @IdToken
    JsonWebToken idToken;
    @Inject
    UserInfo userInfo;

    /** Everybody's, and where Signet sends the person after {@code /logout}. */
    @GET
    public String home() {
        return "sign in at /hello\n";
    }

    /** Whoever is not signed in is sent to Signet and comes back here. */
    @GET
    @Path("hello")
    @Authenticated
    public String hello() {
        return "hello " + userInfo.getPreferredUserName() + ", " + idToken.getSubject() + "\n";
    }
}
