package dev.signet.limits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.signet.http.ClientAddress;
import dev.signet.sealing.LastingSecret;
import dev.signet.sealing.LastingSecrets;
import io.netty.util.NetUtil;

/** Whose attempts count together, as text for a key. */
@ApplicationScoped
class Subjects {
    private static final int IPV6_BYTES = 16;
    private static final int PREFIX_BYTES = 8;

    private final UnaryOperator<byte[]> mac;

    @Inject
    Subjects(LastingSecrets secrets) {
        this(data -> secrets.mac(LastingSecret.LIMIT_SUBJECTS, data));
    }

    Subjects(UnaryOperator<byte[]> mac) {
        this.mac = mac;
    }

    /** An IPv4 address, or the /64 of an IPv6 address: that is what one customer is given (RFC 6177 §2). */
    String of(ClientAddress address) {
        byte[] bytes = address.inetAddress().getAddress();
        if (bytes.length < IPV6_BYTES) {
            return address.text();
        }
        Arrays.fill(bytes, PREFIX_BYTES, IPV6_BYTES, (byte) 0);
        return NetUtil.toAddressString(address(bytes)) + "/64";
    }

    /** Under a key, so that Redis holds no identifier and cannot be asked for one; known and unknown ones alike. */
    String ofAccount(String identifier) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(mac.apply(identifier.getBytes(StandardCharsets.UTF_8)));
    }

    /** One client's failures from one address: who guesses at a client shuts it out from nowhere but there. */
    String of(ClientAddress address, String clientId) {
        return of(address) + ":" + ofAccount("client " + clientId);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }
}
