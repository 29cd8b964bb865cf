package dev.signet.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of the running service. Its constructor and its methods may ask for the shared
 * {@link dev.signet.local.SignetService}, the {@link dev.signet.local.Stores} below it, the
 * {@link dev.signet.local.StoreUrls} that it uses, the {@link Clusters} that it knows, and an {@link Http} client that speaks
 * to
 * it.
 *
 * <p>
 * The shared service is everybody's: a test that stops a store or needs other settings starts its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedService.class)
public @interface SignetTest {
}
