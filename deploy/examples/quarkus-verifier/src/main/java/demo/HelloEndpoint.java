package demo;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

@Path("/hello")
class HelloEndpoint {

    @GET
    public String hello(@Context SecurityContext caller) {
        return "hello " + caller.getUserPrincipal().getName() + "\n";
    }
}
