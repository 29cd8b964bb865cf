package dev.signet.errors;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;

/**
 * Reads every JSON body. What can't be read is a {@code validation} problem that names the field; so an exception of
 * Jackson that reaches the mappers is this service's own failure. A body that may be absent is an {@link Optional}.
 */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class StrictJsonReader implements ServerMessageBodyReader<Object> {
    private final ObjectMapper json;

    StrictJsonReader(ObjectMapper application) {
        this.json = StrictJson.of(application);
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return true;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return true;
    }

    @Override
    public Object readFrom(Class<Object> type, Type genericType, MediaType mediaType, ServerRequestContext request)
            throws IOException {
        return read(type, genericType, request.getInputStream());
    }

    @Override
    public Object readFrom(Class<Object> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        return read(type, genericType, body);
    }

    /**
     * @param tree of a body that was read before, put together with something else
     * @return the tree as a request; fails with the problem {@code validation} that names the member, as a body would
     */
    public <T> T read(JsonNode tree, Class<T> type) throws IOException {
        return type.cast(parse(type, json.writeValueAsBytes(tree)));
    }

    private Object read(Class<?> type, Type genericType, InputStream stream) throws IOException {
        byte[] body = stream.readAllBytes();
        if (body.length > 0) {
            return parse(genericType, body);
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        throw refusal(JsonFaults.missing());
    }

    private Object parse(Type type, byte[] body) throws IOException {
        try (JsonParser parser = new CleanTextParser(json.createParser(text(body)))) {
            Object value = json.readValue(parser, json.constructType(type));
            if (parser.nextToken() != null) {
                throw refusal(JsonFaults.trailing());
            }
            return Optional.ofNullable(value).filter(v -> !v.equals(Optional.empty()))
                    .orElseThrow(() -> refusal(JsonFaults.nothing()));
        } catch (InvalidDefinitionException e) {
            throw e;
        } catch (IOException e) {
            throw Causes.find(e, RefusalException.class).orElseGet(() -> refusal(JsonFaults.of(e)));
        }
    }

    /** RFC 8259 §8.1: UTF-8, nothing else; the parser itself would guess UTF-16 and accept overlong forms. */
    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static RefusalException refusal(FieldError error) {
        return Problem.validation(error).asException();
    }
}
