package dev.signet.http;

import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyReader;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Hands an endpoint its form. The framework's own form reading keeps repeated parameters and fails on broken escapes. */
@Provider
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class FormReader implements ServerMessageBodyReader<FormReading> {

    @Override
    public boolean isReadable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo method, MediaType mediaType) {
        return type == FormReading.class;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == FormReading.class;
    }

    @Override
    public FormReading readFrom(Class<FormReading> type, Type genericType, MediaType mediaType, ServerRequestContext request)
            throws IOException {
        return FormParameters.parse(request.getInputStream().readAllBytes());
    }

    @Override
    public FormReading readFrom(Class<FormReading> type, Type genericType, Annotation[] annotations, MediaType mediaType,
            MultivaluedMap<String, String> headers, InputStream body) throws IOException {
        return FormParameters.parse(body.readAllBytes());
    }
}
