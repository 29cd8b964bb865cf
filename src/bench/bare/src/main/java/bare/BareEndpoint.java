package bare;

import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.smallrye.common.annotation.NonBlocking;

/** What Quarkus REST costs where nothing is done: a form is read and a small JSON object answered, on the event loop. */
@Path("/bare")
public class BareEndpoint {

    @POST
    @NonBlocking
    public Answer answer(@FormParam("grant_type") String grantType) {
        return new Answer(grantType, "Bearer", 300);
    }

    public record Answer(@JsonProperty("access_token") String accessToken, @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") int expiresIn) {
    }
}
