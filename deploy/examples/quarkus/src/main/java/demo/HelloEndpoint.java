package demo;

import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;

@Path("/hello")
@Authenticated
class HelloEndpoint {
    private final JsonWebToken token;

    HelloEndpoint(JsonWebToken token) {
        this.token = token;
    }

    @GET
    public String hello() {
        return "hello " + token.getSubject() + "\n";
    }
}
