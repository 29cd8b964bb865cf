package dev.signet.authorize;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/**
 * {@code /form-post.js}: presses the button of {@link FormPostPage}. The policy of that page takes no script but a file of
 * ours.
 */
@Path("/form-post.js")
@Produces("text/javascript; charset=utf-8")
class FormPostScript {

    @GET
    public Response script() {
        return Response.ok("document.getElementById('form-post').submit();\n")
                .header("Cache-Control", "public, max-age=86400").build();
    }
}
